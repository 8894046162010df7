import type { ReactNode } from "react";

/** How <b> in a message is shown. */
export const strong = { b: (words: ReactNode) => <b>{words}</b> };

/** How <link> in a message is shown. */
export function linkTo(href: string) {
  return { link: (words: ReactNode) => <a href={href}>{words}</a> };
}

/** A heading and its paragraph, in a `.text`. */
export function part(title: string, text: ReactNode): ReactNode[] {
  return [<h2 key={`${title} h`}>{title}</h2>, <p key={title}>{text}</p>];
}

/** A list of sentences, in a `.text`. */
export function list(sentences: ReactNode[]): ReactNode {
  return (
    <ul>
      {sentences.map((sentence, index) => (
        <li key={index}>{sentence}</li>
      ))}
    </ul>
  );
}
