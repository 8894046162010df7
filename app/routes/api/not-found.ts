import { apiRoute } from "~/http/api";

/** Whatever else is asked under /api/v1. */
export const loader = apiRoute();
export const action = loader;
