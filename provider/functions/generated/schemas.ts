// Generated from provider/api/novita.openapi.yaml and provider/functions/functions.schema.yaml by `npm run generate`; do not edit.

/** What each function does, is asked and answers, as JSON Schema that refers to nothing else. */
export const schemas = {
  getGpuProducts: {
    description: "Finds GPU products with their prices and their stock in each cluster, the cheapest first.",
    arguments: {
      title: "GetGpuProductsArgs",
      type: "object",
      description: "Which GPU products to find; what is left out excludes none.",
      additionalProperties: false,
      required: [],
      properties: {
        name: {
          description:
            "Text in the product's name or id, such as `4090`; case does not count, and `*` stands for any text.",
          type: "string",
          maxLength: 255,
        },
        minGpuMemory: {
          type: "integer",
          minimum: 1,
          description: "Least memory of one GPU in GB. A product whose name does not tell it is left out.",
        },
        gpuNum: {
          type: "integer",
          minimum: 1,
          maximum: 8,
          description: "GPUs of one instance; prices and stock are for so many.",
          default: 1,
        },
        billingMode: {
          description: "How an instance is to be paid for; products that are not offered so are left out.",
          type: "string",
          enum: ["onDemand", "monthly", "spot"],
          default: "onDemand",
        },
        maxHourlyPrice: {
          type: "number",
          exclusiveMinimum: 0,
          description:
            "Highest price of the whole instance in USD an hour. A product without a price is left out.",
        },
        region: {
          type: "string",
          minLength: 1,
          maxLength: 255,
          description:
            "Text in the name or id of clusters, such as `US` or `Singapore`; only products that one of them has.",
        },
        clusterId: {
          description: "Id of a cluster; only products that it has.",
          type: "string",
          maxLength: 255,
          "x-novita-text": "id",
          minLength: 1,
        },
        inStock: {
          type: "boolean",
          default: false,
          description: "Whether to leave out products, and of a product the clusters, that are out of stock.",
        },
      },
    },
    result: {
      title: "GetGpuProductsResult",
      type: "object",
      description: "The GPU products that were found.",
      required: ["products"],
      additionalProperties: false,
      properties: {
        products: {
          type: "array",
          description: "The products, the cheapest first; of two at one price the one in better stock.",
          items: {
            title: "GpuProduct",
            type: "object",
            description: "A GPU product.",
            required: ["id", "clusters"],
            additionalProperties: false,
            properties: {
              id: { type: "string", description: "Id of the product, for `productId` of an instance." },
              name: { type: "string", description: "Name of the product." },
              gpuMemory: {
                type: "number",
                description: "Memory of one GPU in GB, as the product's name or id tells it.",
              },
              cpus: { type: "number", description: "CPU cores for each GPU." },
              memory: { type: "number", description: "Memory of the machine for each GPU, in GB." },
              minRootfsSize: { type: "number", description: "Smallest root disk in GB." },
              maxRootfsSize: { type: "number", description: "Largest root disk in GB." },
              hourlyPrice: {
                type: "number",
                description:
                  "Price of the whole instance in USD an hour, with a root disk of up to 60 GB; a monthly price is spread over 730 hours a month.",
              },
              monthlyPrice: { type: "number", description: "The same for a month of 730 hours." },
              stock: {
                type: "string",
                enum: ["none", "low", "normal", "high"],
                description: "Stock of the best cluster that was asked about.",
              },
              clusters: {
                type: "array",
                description: "The clusters that have it, the one in best stock first.",
                items: {
                  title: "ClusterStock",
                  type: "object",
                  description: "A cluster that has a product.",
                  required: ["id"],
                  additionalProperties: false,
                  properties: {
                    id: { type: "string", description: "Id of the cluster, for `clusterId` of an instance." },
                    name: { type: "string", description: "Name of the cluster." },
                    stock: {
                      type: "string",
                      enum: ["none", "low", "normal", "high"],
                      description: "Stock in this cluster.",
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
} as const;

/** Extension keywords in them, which a strict validator has to be told about. */
export const xKeywords = ["x-novita-text"] as const;
