import { useTranslations } from "use-intl";
import { paths } from "~/paths";

/** The way back to a structure, from the list of them all. */
export function useTrail(pole: string, structure: { name: string; slug: string }) {
  const t = useTranslations("poles.structures");
  return [
    { label: t("title"), to: paths.structures(pole) },
    { label: structure.name, to: paths.structure(pole, structure.slug) },
  ];
}
