/**
 * Something outside the program prevents it from running: a full disk, a port in use, a wrong setting.
 * The message is one French sentence, for the person who typed the command: it is shown alone, without a stack.
 */
export class Obstacle extends Error {
  override name = "Obstacle";
}

/** The system's code of an error (`ENOENT`, `EACCES`…), or undefined when it is of another kind. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** Turns the usual failures of a folder into their sentence; anything else is returned as it came. */
export function folderObstacle(error: unknown, folder: string): unknown {
  switch (systemCode(error)) {
    case "EACCES":
    case "EPERM":
      return new Obstacle(`Le dossier de données ${folder} n'est pas accessible à ce compte : vérifiez ses droits.`);
    case "ENOENT":
      return new Obstacle(
        `Le dossier de données ${folder} ne peut pas être créé : choisissez-en un autre par DATA_DIR.`,
      );
    case "EROFS":
      return new Obstacle(
        `Le dossier de données ${folder} est en lecture seule : choisissez-en un autre par DATA_DIR.`,
      );
    case "ENOTDIR":
    case "EEXIST":
      return new Obstacle(`DATA_DIR doit désigner un dossier, or ${folder} n'en est pas un.`);
    case "ENOSPC":
    case "EDQUOT":
    // PostgreSQL's own code for it.
    case "53100":
      return diskFull(folder);
    default:
      return error;
  }
}

/** The sentence for a disk with no room left. */
export function diskFull(folder: string): Obstacle {
  return new Obstacle(`Il n'y a plus de place sur le disque qui porte ${folder} : libérez-en, puis relancez.`);
}
