import { isRouteErrorResponse, useMatches, useRouteError } from "@remix-run/react";
import type { ReactNode } from "react";
import { initials } from "~server/kernel/format";
import { paths } from "~/paths";
import { ErrorPage } from "~/ui/error-page";
import { Frame, PublicFrame, type ActingFor } from "~/ui/frame";
import { GuestNote } from "~/ui/guest-note";
import { useRootData, type FrameData } from "~/viewer";

/**
 * The frame that suits the page: that of the pôle for somebody signed in, the public one otherwise, none where the
 * page says `handle = { frame: "none" }` (signing in).
 */
export function PageFrame({ always = false, children }: { always?: boolean; children: ReactNode }) {
  const root = useRootData();
  const frameless = useMatches().some(({ handle }) => isFrameless(handle));
  if (frameless && !always) return children;
  const frame = root?.frame;
  const flash = root?.flash ?? null;
  if (!frame?.person || !frame.acting) {
    const door = { to: frame?.person ? paths.actingFor() : paths.signIn(), signedIn: Boolean(frame?.person) };
    return (
      <PublicFrame
        locale={frame?.locale ?? "fr"}
        door={door}
        guest={frame?.guest && { pole: frame.guest.poleSlug, basket: frame.basket }}
        flash={flash}
      >
        {frame?.guest && <GuestNote {...frame.guest} />}
        {children}
      </PublicFrame>
    );
  }
  const { acting, contexts } = frame;
  const others = contexts.filter(
    ({ poleId, structureId }) => poleId !== acting.poleId || structureId !== acting.structureId,
  );
  return (
    <Frame
      locale={frame.locale}
      person={frame.person}
      acting={actingFor(acting)}
      others={others.map(actingFor)}
      can={{
        manageStructure: acting.isAdministrator,
        managePole: acting.isManager,
        seeCosts: acting.seesCosts,
        advance: acting.advances,
      }}
      demo={frame.demo}
      basket={frame.basket}
      flash={flash}
    >
      {frame.guest && <GuestNote {...frame.guest} />}
      {children}
    </Frame>
  );
}

/** The page of an error, in the frame of whoever met it. */
export function FramedError() {
  const error = useRouteError();
  const root = useRootData();
  const acting = root?.frame.acting;
  return (
    <PageFrame always>
      <ErrorPage
        status={isRouteErrorResponse(error) ? error.status : 500}
        // Short enough to be said on the telephone, long enough to be found in the log.
        reference={(root?.requestId ?? referenceOf(error))?.slice(0, 8)}
        acting={acting ? actingFor(acting).name : undefined}
        signedIn={Boolean(root?.frame.person)}
        home={acting ? paths.home(acting.poleSlug) : paths.public()}
      />
    </PageFrame>
  );
}

/** The request's id, where the root itself failed: the refusal carries it (see app/http/responses.ts). */
function referenceOf(error: unknown): string | undefined {
  const body: unknown = isRouteErrorResponse(error) ? error.data : null;
  return typeof body === "object" && body !== null && "reference" in body ? String(body.reference) : undefined;
}

function actingFor(context: FrameData["contexts"][number]): ActingFor {
  const name = context.structureName ?? context.poleName;
  return { ...context, name, initials: initials(name), colour: context.structureColour };
}

function isFrameless(handle: unknown): boolean {
  return typeof handle === "object" && handle !== null && "frame" in handle && handle.frame === "none";
}
