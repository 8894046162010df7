import path from "node:path";
import { diskFull, Obstacle } from "../obstacle";

/** Turns what PostgreSQL wrote when it failed to start into one sentence. */
export function explainFailure(output: string, folder: string): Obstacle {
  if (isDiskFull(output)) return diskFull(folder);
  if (/lock file "postmaster.pid" already exists|is still in use/.test(output)) {
    return new Obstacle(`Un autre PostgreSQL se sert déjà des données de ${folder} : arrêtez-le, puis relancez.`);
  }
  if (/Cannot allocate memory|could not (create|map).* shared memory/.test(output)) {
    return new Obstacle(
      "Il n'y a pas assez de mémoire pour démarrer PostgreSQL : fermez des programmes, puis relancez.",
    );
  }
  if (/Read-only file system/.test(output)) {
    return new Obstacle(`Le dossier de données ${folder} est en lecture seule : choisissez-en un autre par DATA_DIR.`);
  }
  if (/Permission denied|invalid permissions|wrong ownership|EACCES/.test(output)) {
    return new Obstacle(
      `PostgreSQL n'a pas accès à ses fichiers dans ${folder} : vérifiez leurs droits et leur compte.`,
    );
  }
  if (/checkpoint record|PANIC|invalid data in file|could not read file|pg_control/.test(output)) {
    return new Obstacle(
      `Les fichiers de la base, dans ${folder}, sont abîmés : reprenez une sauvegarde (docs/operations.md).`,
    );
  }
  const line =
    output.split("\n").findLast((text) => /FATAL|error:|ERROR/.test(text)) ?? output.trim().split("\n").at(-1);
  const reason = line?.replace(/^.*?(FATAL|error|ERROR):\s*/, "") || "sans un mot";
  return new Obstacle(`PostgreSQL n'a pas démarré (${reason}) ; son journal : ${path.join(folder, "postgres.log")}.`);
}

/** Turns what PostgreSQL wrote before it died while it served into one sentence. */
export function explainDeath(output: string, folder: string): Obstacle {
  if (isDiskFull(output)) return diskFull(folder);
  const journal = path.join(folder, "postgres.log");
  return new Obstacle(`La base de données s'est arrêtée d'elle-même ; son journal : ${journal}. Relancez Grappe.`);
}

function isDiskFull(output: string): boolean {
  return /No space left on device|Disk quota exceeded|ENOSPC|Check free disk space/.test(output);
}
