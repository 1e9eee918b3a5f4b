import fc from "fast-check";

const names =
  "id Id instanceId instance instances data total status statusError message network portMappings port type endpoint envs key value volumeMounts mountPath connectComponentSSH password monthlyPrice month price endTime templateId template templates networks Id Addresses Ip state error segment storageId storageName storageSize ports rootfsSize readme products productId reason imageUrl __proto__";
/** JSON that has the decoders' own field names in it, so that it goes deep. */
export const anyJson = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, "", "x", "-1", "0", "12", true, -1, 0, 7.5),
    fc.jsonValue({ maxDepth: 1 }),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...names.split(" ")), tie("value"), { maxKeys: 8 }),
  ),
})).value;
