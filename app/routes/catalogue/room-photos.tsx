import { useTranslations } from "use-intl";
import { Icon } from "~/ui/icon";
import { Photo, type PhotoSource } from "~/ui/photo";
import type { KindKey } from "~server/catalogue";

/** How many a wide screen shows at once; a telephone shows the first. */
const MOSAIC = 3;

/** The photographs: a large one, two small, and the others for who asks. */
export function RoomPhotos({ photos, kind }: { photos: readonly PhotoSource[]; kind: KindKey }) {
  const t = useTranslations("bookings.room");
  const [first, ...others] = photos;
  const shown = others.slice(0, MOSAIC - 1);
  return (
    <>
      <div className={`photos photos--${1 + shown.length}`}>
        <Photo photo={first} kind={kind} sizes="(width < 48rem) 100vw, 50rem" first />
        {shown.map((photo) => (
          <Photo key={photo.sizes[0]?.src} photo={photo} sizes="25rem" className="wide-only" />
        ))}
      </div>
      {others.length > 0 && (
        <details className={others.length < MOSAIC ? "more more-photos narrow-only" : "more more-photos"}>
          <summary>
            <Icon name="images" size="sm" />
            {t("photos", { count: others.length })}
          </summary>
          <ul className="photo-list">
            {others.map((photo) => (
              <li key={photo.sizes[0]?.src}>
                <Photo photo={photo} sizes="(width < 48rem) 100vw, 25rem" />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
