/**
 * The bags of Pulumi's messages between plain values and bytes. The generated code puts a map and several messages between
 * them for each value, which took half of the plugin's work with a fleet; here it writes and reads plain values at once.
 */
import type { BinaryReader, BinaryWriter } from "google-protobuf";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

export type Bag = Readonly<Record<string, unknown>>;

/** A message whose values are plain. */
interface Carrier extends Struct {
  plain?: Bag;
}

/** A bag for a message. What is `undefined` in it is left out. */
export function struct(plain: Bag): Struct {
  return Object.assign<Carrier, Carrier | object>(new Struct(), { plain });
}

/** The bag that came in a message; an empty one if none did. */
export function bag(message: Carrier | undefined): Bag {
  return message?.plain ?? {};
}

// All generated messages call these for the bags in them.
Struct.deserializeBinaryFromReader = (message: Carrier, reader) => {
  message.plain = readBag(reader);
  return message;
};
Struct.serializeBinaryToWriter = (message: Carrier, writer) => writeBag(message.plain ?? {}, writer);

/* The numbers of the fields are those of google/protobuf/struct.proto. */
const FIELDS = 1;
const [KEY, VALUE] = [1, 2];
const [NULL, NUMBER, TEXT, BOOLEAN, BAG, LIST] = [1, 2, 3, 4, 5, 6] as const;
const ITEMS = 1;

/** Reads a message field by field; `read` says whether it has taken one. */
function fieldsOf(reader: BinaryReader, read: (field: number) => boolean): void {
  while (reader.nextField() && !reader.isEndGroup()) if (!read(reader.getFieldNumber())) reader.skipField();
}

function inner(reader: BinaryReader, read: () => void): true {
  reader.readMessage(undefined, read);
  return true;
}

function readBag(reader: BinaryReader): Bag {
  const entries: [string, unknown][] = [];
  const entry = (): void => {
    let [key, value]: [string, unknown] = ["", null];
    fieldsOf(reader, (field) => {
      if (field === KEY) key = reader.readString();
      return field === KEY || (field === VALUE && inner(reader, () => (value = readValue(reader))));
    });
    entries.push([key, value]);
  };
  fieldsOf(reader, (field) => field === FIELDS && inner(reader, entry));
  // The engine sends them in any order, and messages should not depend on it.
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function readValue(reader: BinaryReader): unknown {
  let value: unknown = null;
  fieldsOf(reader, (field) => {
    if (field === BAG) return inner(reader, () => (value = readBag(reader)));
    if (field === LIST) return inner(reader, () => (value = readList(reader)));
    if (field === NUMBER) value = reader.readDouble();
    else if (field === TEXT) value = reader.readString();
    else if (field === BOOLEAN) value = reader.readBool();
    else return false;
    return true;
  });
  return value;
}

function readList(reader: BinaryReader): unknown[] {
  const list: unknown[] = [];
  fieldsOf(reader, (field) => field === ITEMS && inner(reader, () => list.push(readValue(reader))));
  return list;
}

function writeBag(values: Bag, writer: BinaryWriter): void {
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined) continue;
    writer.writeMessage(FIELDS, {}, () => {
      writer.writeString(KEY, key);
      writer.writeMessage(VALUE, {}, () => writeValue(value, writer));
    });
  }
}

function writeValue(value: unknown, writer: BinaryWriter): void {
  if (typeof value === "string") writer.writeString(TEXT, value);
  else if (typeof value === "number") writer.writeDouble(NUMBER, value);
  else if (typeof value === "boolean") writer.writeBool(BOOLEAN, value);
  else if (Array.isArray(value)) writer.writeMessage(LIST, {}, () => writeList(value, writer));
  else if (value === null || value === undefined) writer.writeEnum(NULL, 0);
  else writer.writeMessage(BAG, {}, () => writeBag(value as Bag, writer));
}

function writeList(values: readonly unknown[], writer: BinaryWriter): void {
  for (const value of values) writer.writeMessage(ITEMS, {}, () => writeValue(value, writer));
}
