import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { formText } from "~/form-text";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { Card, PageHead } from "~/ui/surface";
import { Invalid } from "~server/kernel/errors";
import { askOpening, openNeed, openingOf, takeOpeningBack } from "~server/tenders";
import { openingView, sayOpening, type OpeningView } from "./opening-view";

/** Opening by two persons: who asked, who opens, what waits for whom. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const page = await openingView(actor, await openingOf(actor, args.params.need ?? ""));
  const t = await sayOpening(actor.locale);
  return { title: await pageTitle(actor.locale, t("page.title")), page };
});

/** Asks, opens, takes back; or says why not. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const { need } = await openingOf(actor, args.params.need ?? "");
  const intent = formText(await fieldsOf(args.request), "intent");
  const act = new Map([
    ["ask", askOpening],
    ["open", openNeed],
    ["takeBack", takeOpeningBack],
  ]).get(intent);
  if (!act) throw new Invalid();
  const outcome = await act(actor, need.id);
  if (!outcome.ok) {
    const t = await sayOpening(actor.locale);
    return data({ problem: t(`problem.${outcome.problem}`) }, { status: 409 });
  }
  const { poleSlug: pole } = actor;
  if (intent === "open") return redirectWithFlash(paths.needMinutes(pole, need.id), { key: "need_opened" });
  const key = intent === "ask" ? "opening_asked" : "opening_taken_back";
  return redirectWithFlash(paths.needOpening(pole, need.id), { key });
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function NeedOpening() {
  const { page } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>()?.problem;
  const t = useTranslations("opening.page");
  return (
    <div className="wrap">
      <PageHead title={t("title")} lead={page.lead} crumbs={[{ label: page.needTitle, to: page.needTo }]} />
      {problem && (
        <Alert tone="no" live>
          {problem}
        </Alert>
      )}
      {page.places.length > 0 && (
        <ol className="halves open-two">
          {page.places.map((place) => (
            <PlaceCard key={place.title} {...place} />
          ))}
        </ol>
      )}
      {page.wait && <p className="open-wait">{page.wait}</p>}
      <OpeningActs page={page} />
    </div>
  );
}

function PlaceCard({ title, who, when, state }: OpeningView["places"][number]) {
  return (
    <Card as="li" tone={state === "now" ? "tint" : undefined} className="open-place">
      <span className={state === "done" ? "dot dot--done" : "dot"} aria-hidden="true">
        <Icon name={state === "done" ? "check" : state === "now" ? "hourglass" : "lock-keyhole"} />
      </span>
      <div>
        <h2>{title}</h2>
        <p>
          <b>{who}</b>
        </p>
        <p className="small soft">{when}</p>
      </div>
    </Card>
  );
}

function OpeningActs({ page }: { page: OpeningView }) {
  const t = useTranslations("opening.page");
  const { can, read } = page;
  return (
    <Form method="post" className="stack open-acts">
      {can.ask && <p className="measure">{page.askText}</p>}
      {can.open && (
        <p className="measure">
          {page.openText} {t("conflict")}
        </p>
      )}
      <div className="actions">
        {can.ask && (
          <SubmitButton name="intent" value="ask" icon="key-round" size="lg">
            {t("ask")}
          </SubmitButton>
        )}
        {can.open && (
          <SubmitButton name="intent" value="open" icon="lock-keyhole" size="lg">
            {t("open")}
          </SubmitButton>
        )}
        {read && (
          <>
            <ButtonLink to={read.minutes} icon="file-text">
              {t("minutes")}
            </ButtonLink>
            <ButtonLink to={read.answers} variant="line">
              {t("answers")}
            </ButtonLink>
          </>
        )}
        {page.wait && (
          <ButtonLink to="." variant="line" icon="rotate-cw">
            {t("refresh")}
          </ButtonLink>
        )}
        {can.takeBack && (
          <SubmitButton name="intent" value="takeBack" variant="text" icon="undo-2">
            {t("takeBack")}
          </SubmitButton>
        )}
        <ButtonLink to={page.needTo} variant="text">
          {t("back")}
        </ButtonLink>
      </div>
    </Form>
  );
}
