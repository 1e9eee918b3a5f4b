import openapiTS, { astToString } from "openapi-typescript";

/**
 * The types of what goes over the wire, one for each schema and operation of the API document. Fields with a default
 * stay optional: the default is the service's, and a request may leave the field out.
 */
export async function wireTypes(openapiText: string): Promise<string> {
  const nodes = await openapiTS(openapiText, {
    defaultNonNullable: false,
    immutable: true,
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    silent: true,
  });
  return astToString(nodes);
}
