/** The instances that this process has seen in a state: what is found and stands here is no leftover. */
export class Tracked {
  private readonly names = new Set<string>();
  private readonly ids = new Set<string>();

  /** Remembers what belongs to a resource of the state. */
  add({ id, name }: { readonly id?: string; readonly name?: unknown }): void {
    if (id !== undefined) this.ids.add(id);
    if (typeof name === "string" && name !== "") this.names.add(name);
  }

  /** Forgets an instance that is gone: its name may come back on another one. */
  remove({ id, name }: { readonly id: string; readonly name?: unknown }): void {
    this.ids.delete(id);
    if (typeof name === "string") this.names.delete(name);
  }

  /** Whether an instance is known by its id. */
  hasId(id: string): boolean {
    return this.ids.has(id);
  }

  /**
   * The same beside an instance that is created under `newName`: that very name can stand on an earlier instance, or
   * on a second one that the service made by itself, so there only ids tell them apart.
   */
  hasBeside(newName: string | undefined, each: { readonly id: string; readonly name?: string }): boolean {
    return each.name === newName ? this.hasId(each.id) : this.has(each);
  }

  /** Whether an instance belongs to a resource of the state. */
  has({ id, name }: { readonly id: string; readonly name?: string }): boolean {
    return this.ids.has(id) || (name !== undefined && this.names.has(name));
  }
}
