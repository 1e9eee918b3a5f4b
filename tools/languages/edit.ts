/** What an edit of an example changes; each is what the program says from then on. */
export interface Edit {
  readonly ports?: string;
  readonly rootfsSize?: number;
  readonly gpuNum?: number;
  readonly imageUrl?: string;
}

/** Where a value stands in the program of every language, and what comes before it. */
const places: Readonly<Record<keyof Edit, RegExp>> = {
  ports: /(ports\W+(?:pulumi\.String\()?"?)[\w/,]+/i,
  rootfsSize: /(rootfs_?size\W+(?:pulumi\.Int\()?)\d+/i,
  gpuNum: /(gpu_?num\W+(?:pulumi\.Int\()?)\d+/i,
  imageUrl: /(image_?url\W+(?:pulumi\.String\()?"?)[\w./:-]+/i,
};

/**
 * The program of an example with other values in it, whichever language it is in.
 *
 * @throws Error if it does not say such a value
 */
export function edited(program: string, edit: Edit): string {
  return Object.entries(edit).reduce((text, [name, value]) => {
    const place = places[name as keyof Edit];
    if (!place.test(text)) throw new Error(`The example declares no ${name}.`);
    return text.replace(place, (_, before: string) => `${before}${value}`);
  }, program);
}
