/** Lines between which the README holds generated text. */
export const markers = {
  begin: "<!-- generated:fields begin -->",
  end: "<!-- generated:fields end -->",
} as const;

/**
 * A README with `tables` between the markers and everything else as it was. Without markers they go to its end.
 *
 * @throws Error when one marker is missing or they are the wrong way round.
 */
export function betweenMarkers(readme: string, tables: string): string {
  const begin = readme.indexOf(markers.begin);
  const end = readme.indexOf(markers.end);
  const region = `${markers.begin}\n\n${tables}\n${markers.end}`;
  if (begin === -1 && end === -1) return `${readme.trimEnd()}\n\n${region}\n`;
  if (begin === -1 || end < begin) {
    throw new Error(`README.md needs "${markers.begin}" and, after it, "${markers.end}"`);
  }
  return `${readme.slice(0, begin)}${region}${readme.slice(end + markers.end.length)}`;
}
