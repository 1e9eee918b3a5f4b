/** How many entries of each list of a text are shown. */
export type Shown<List extends string> = Readonly<Record<List, number>>;

/**
 * The text with as many entries as fit: first all of them, then ever fewer of the list that shows the most.
 *
 * @param sizes How many entries each list has.
 * @param longest In characters; a text whose lists are all empty may be longer.
 */
export function fit<List extends string>(
  render: (shown: Shown<List>) => string,
  sizes: Shown<List>,
  longest: number,
): string {
  let shown = sizes;
  for (;;) {
    const text = render(shown);
    const [list, count] = fullest(shown);
    if (text.length <= longest || count === 0) return text;
    shown = { ...shown, [list]: Math.floor(count * 0.9) };
  }
}

function fullest<List extends string>(shown: Shown<List>): [List, number] {
  const lists = Object.entries(shown) as [List, number][];
  return lists.reduce((most, list) => (list[1] > most[1] ? list : most));
}
