// Generated from provider/api/novita.openapi.yaml, provider/functions/functions.schema.yaml, provider/resources/gpuInstance/lifecycle.schema.yaml and provider/resources/gpuInstance/outputs.schema.yaml by `npm run generate`; do not edit.

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
                description:
                  "Stock of the best cluster that was asked about; absent if Novita says no more than that there is some.",
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
  getCpuProducts: {
    description: "Finds CPU products with their prices and their stock in each cluster, the cheapest first.",
    arguments: {
      title: "GetCpuProductsArgs",
      type: "object",
      description: "Which CPU products to find; what is left out excludes none.",
      additionalProperties: false,
      required: [],
      properties: {
        name: {
          description:
            "Text in the product's name or id, such as `4090`; case does not count, and `*` stands for any text.",
          type: "string",
          maxLength: 255,
        },
        minCpus: {
          type: "integer",
          minimum: 1,
          description: "Least number of CPU cores. A product that does not say is left out.",
        },
        minMemory: {
          type: "integer",
          minimum: 1,
          description: "Least memory in GB. A product that does not say is left out.",
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
      title: "GetCpuProductsResult",
      type: "object",
      description: "The CPU products that were found.",
      required: ["products"],
      additionalProperties: false,
      properties: {
        products: {
          type: "array",
          description: "The products, the cheapest first; of two at one price the one in better stock.",
          items: {
            title: "CpuProduct",
            type: "object",
            description: "A CPU product.",
            required: ["id", "clusters"],
            additionalProperties: false,
            properties: {
              id: { type: "string", description: "Id of the product, for `productId` of an instance." },
              name: { type: "string", description: "Name of the product." },
              cpus: { type: "number", description: "CPU cores." },
              memory: { type: "number", description: "Memory in GB." },
              hourlyPrice: { type: "number", description: "Price in USD an hour." },
              monthlyPrice: { type: "number", description: "The same for a month of 730 hours." },
              stock: {
                type: "string",
                enum: ["none", "low", "normal", "high"],
                description:
                  "Stock of the best cluster that was asked about; absent if Novita says no more than that there is some.",
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
  getClusters: {
    description: "Lists the clusters, with what instances in them can have.",
    arguments: {
      title: "GetClustersArgs",
      type: "object",
      description: "Which clusters to list; what is left out excludes none.",
      additionalProperties: false,
      required: [],
      properties: {
        region: {
          type: "string",
          minLength: 1,
          maxLength: 255,
          description:
            "Text in the name or id of the cluster; case does not count, and `*` stands for any text.",
        },
        gpu: {
          type: "string",
          minLength: 1,
          maxLength: 255,
          description: "Text in the name of a GPU that the cluster has, such as `H100`.",
        },
        networkStorage: { type: "boolean", description: "Whether network storages can be mounted in it." },
        networks: { type: "boolean", description: "Whether VPC networks exist in it." },
      },
    },
    result: {
      title: "GetClustersResult",
      type: "object",
      description: "The clusters that were found.",
      required: ["clusters"],
      additionalProperties: false,
      properties: {
        clusters: {
          type: "array",
          description: "The clusters, by their ids.",
          items: {
            title: "Cluster",
            type: "object",
            description: "A place where instances run.",
            required: ["id"],
            additionalProperties: false,
            properties: {
              id: { type: "string", description: "Id of the cluster, for `clusterId`." },
              name: { type: "string", description: "Name of the cluster, such as `US-CA-06 (California)`." },
              gpus: {
                type: "array",
                description: "Names of the GPUs that it has.",
                items: { type: "string" },
              },
              networkStorage: {
                type: "boolean",
                description: "Whether network storages can be mounted in it.",
              },
              networks: { type: "boolean", description: "Whether VPC networks exist in it." },
            },
          },
        },
      },
    },
  },
  getInstance: {
    description:
      "Reads one instance by its id or its name at Novita, whoever made it: everything that Novita shows of it.",
    arguments: {
      title: "GetInstanceArgs",
      type: "object",
      description: "Which instance to read, by one of the two.",
      additionalProperties: false,
      required: [],
      properties: {
        id: {
          description: "Id of the instance.",
          type: "string",
          minLength: 1,
          maxLength: 255,
          "x-novita-text": "id",
        },
        name: {
          type: "string",
          minLength: 1,
          maxLength: 255,
          description:
            "Whole name of the instance at Novita, with the tag that this package adds to a logical name. Several instances of one name are an error.",
          "x-novita-text": "name",
        },
      },
    },
    result: {
      title: "GetInstanceResult",
      type: "object",
      description: "An instance as Novita shows it.",
      required: ["id", "status"],
      additionalProperties: false,
      properties: {
        id: { type: "string", description: "Id of the instance." },
        name: { type: "string", description: "Name of the instance." },
        productId: {
          type: "string",
          description: "Id of the hardware product to rent, from the product list.",
        },
        gpuNum: { type: "integer", description: "Number of GPUs." },
        rootfsSize: {
          type: "integer",
          description:
            "Size of the root disk in GB; the product may allow less, and it can grow but not shrink.",
        },
        imageUrl: { type: "string", description: "Container image to run." },
        imageAuthId: {
          type: "string",
          description: "Id of a registry credential stored at Novita, for a private image.",
        },
        ports: {
          type: "string",
          description:
            "Ports to open, as a comma-separated list of `port/protocol` with protocol `http` or `tcp`, such as `80/http,22/tcp`; ports are 1 to 65535 without 2222, 2223 and 2224, and at most 15 together with those of `tools`.",
        },
        envs: {
          type: "array",
          description: "Environment variables of the container.",
          items: {
            title: "InstanceEnvVar",
            type: "object",
            description: "One environment variable.",
            additionalProperties: false,
            required: ["key", "value"],
            properties: {
              key: { type: "string", description: "Name of the variable." },
              value: { type: "string", description: "Value of the variable.", "x-novita-secret": true },
            },
          },
        },
        command: { type: "string", description: "Command that the container starts with." },
        entrypoint: {
          type: "string",
          description: "Entrypoint of the container, in place of the image's own.",
        },
        clusterId: {
          type: "string",
          description: "Id of the cluster to run in; the service picks one when it is left out.",
        },
        localStorageMountPoint: {
          type: "string",
          description: "Path in the container where the local disk of a CPU instance appears.",
        },
        networkStorages: {
          type: "array",
          description: "Network storage to mount, from the cluster that the instance runs in.",
          items: {
            title: "InstanceNetworkStorageMount",
            type: "object",
            description: "One network storage and where it is mounted.",
            additionalProperties: false,
            required: ["id"],
            properties: {
              id: { type: "string", description: "Id of the network storage." },
              mountPoint: { type: "string", description: "Path in the container where the storage appears." },
            },
          },
        },
        networkId: {
          type: "string",
          description: "Id of the private network (VPC) to join; leave it out for none.",
        },
        kind: {
          type: "string",
          enum: ["gpu", "cpu"],
          description:
            "Kind of instance; a `cpu` instance takes a CPU product and no GPU, disk size or billing fields.",
        },
        billingMode: {
          type: "string",
          enum: ["onDemand", "monthly", "spot"],
          description:
            "How the instance is paid for: by use, by the month, or by use at spot price and reclaimable.",
        },
        status: {
          type: "string",
          description: "Novita's word for the state of the instance, such as `running` or `exited`.",
        },
        statusMessage: {
          type: "string",
          description: "Why the instance fails, in Novita's words; absent while it does not.",
        },
        endpoints: {
          type: "array",
          description: "Where each open port is reached from outside.",
          items: {
            title: "InstanceEndpoint",
            type: "object",
            description: "A port and where it is reached from outside.",
            additionalProperties: false,
            required: ["port", "type", "url"],
            properties: {
              port: { type: "integer", description: "Port in the container." },
              type: { type: "string", description: "`tcp` or `http`." },
              url: {
                type: "string",
                description: "`https://…` for an `http` port, `host:port` for a `tcp` port.",
              },
            },
          },
        },
        sshCommand: {
          type: "string",
          description: "Command that logs in by SSH; it may carry the password.",
          "x-novita-secret": true,
        },
        sshPassword: { type: "string", description: "Password for SSH.", "x-novita-secret": true },
        jupyterUrl: {
          type: "string",
          description: "Address of the notebook, if the instance has the tool `Jupyter`.",
        },
        clusterName: { type: "string", description: "Cluster that the instance runs in." },
        productName: {
          type: "string",
          description: "Name of the product that is rented, such as `RTX 4090 24GB`.",
        },
        hourlyPrice: {
          type: "number",
          description:
            "Price of the whole instance in USD an hour; a monthly price is spread over 730 hours a month. Of a stopped one what its root disk costs.",
        },
        createdAt: { type: "string", description: "When the instance was created, as RFC 3339." },
        releaseDataAt: {
          type: "string",
          description:
            "When Novita deletes the stopped instance with its data, as RFC 3339; absent while it runs.",
        },
        spotStatus: {
          type: "string",
          description:
            "Novita's word for the capacity of a spot instance, `running`, `notified`, `reclaiming` or `terminated`; absent for other billing modes.",
        },
        spotReclaimTime: {
          type: "string",
          description:
            "When the capacity of a spot instance is taken back, or was, as RFC 3339; absent if that is not announced.",
        },
      },
    },
  },
  getInstances: {
    description:
      "Lists the account's instances, whoever made them, with what they cost. What an instance that is being deleted is called, it is until it is gone.",
    arguments: {
      title: "GetInstancesArgs",
      type: "object",
      description: "Which instances to list; what is left out excludes none.",
      additionalProperties: false,
      required: [],
      properties: {
        name: {
          description: "Text in the name; case does not count, and `*` stands for any text.",
          type: "string",
          maxLength: 255,
        },
        status: {
          description: "Novita's word for the state, such as `running` or `exited`.",
          type: "string",
          maxLength: 63,
        },
        clusterId: {
          description: "Id of the cluster.",
          type: "string",
          maxLength: 255,
          "x-novita-text": "id",
        },
        productId: {
          type: "string",
          minLength: 1,
          maxLength: 255,
          description: "Id of the product.",
          "x-novita-text": "id",
        },
        billingMode: {
          type: "string",
          enum: ["onDemand", "monthly", "spot"],
          description: "How the instance is paid for.",
        },
      },
    },
    result: {
      title: "GetInstancesResult",
      type: "object",
      description: "The instances that were found.",
      required: ["instances"],
      additionalProperties: false,
      properties: {
        instances: {
          type: "array",
          description: "The instances, by their names.",
          items: {
            title: "FoundInstance",
            type: "object",
            description: "An instance as a list shows it; `getInstance` shows more.",
            required: ["id", "status"],
            additionalProperties: false,
            properties: {
              id: { type: "string", description: "Id of the instance." },
              name: { type: "string", description: "Name of the instance." },
              status: {
                type: "string",
                description: "Novita's word for the state, such as `running` or `exited`.",
              },
              statusMessage: {
                type: "string",
                description: "Why the instance fails, in Novita's words; absent while it does not.",
              },
              productId: { type: "string", description: "Id of the product." },
              productName: { type: "string", description: "Name of the product." },
              gpuNum: { type: "number", description: "Number of GPUs." },
              rootfsSize: { type: "number", description: "Root disk in GB." },
              imageUrl: { type: "string", description: "Container image." },
              clusterId: { type: "string", description: "Id of the cluster." },
              clusterName: { type: "string", description: "Name of the cluster." },
              kind: { type: "string", description: "`gpu` or `cpu`." },
              billingMode: { type: "string", description: "`onDemand`, `monthly` or `spot`." },
              hourlyPrice: {
                type: "number",
                description:
                  "Today's list price of the instance as it runs, in USD an hour; absent if Novita lists none.",
              },
              createdAt: { type: "string", description: "When it was created, as RFC 3339." },
            },
          },
        },
      },
    },
  },
  getMetrics: {
    description:
      "Reads what an instance has used in the last minutes, in percent. Novita shows it a minute late, and nothing while the instance does not run.",
    arguments: {
      title: "GetMetricsArgs",
      type: "object",
      description: "Of which instance, and how far back.",
      required: ["instanceId"],
      additionalProperties: false,
      properties: {
        instanceId: {
          description: "Id of the instance.",
          type: "string",
          minLength: 1,
          maxLength: 255,
          "x-novita-text": "id",
        },
        minutes: {
          type: "integer",
          minimum: 1,
          maximum: 1440,
          default: 5,
          description: "How many minutes back.",
        },
      },
    },
    result: {
      title: "GetMetricsResult",
      type: "object",
      description: "What the instance has used; a measure without a value is absent.",
      required: ["gpus"],
      additionalProperties: false,
      properties: {
        cpu: {
          title: "Usage",
          type: "object",
          description: "CPU cores in use.",
          required: ["average", "highest", "latest", "latestAt"],
          additionalProperties: false,
          properties: {
            average: { type: "number", description: "Average in percent." },
            highest: { type: "number", description: "Highest value in percent." },
            latest: { type: "number", description: "Latest value in percent." },
            latestAt: { type: "string", description: "When the latest value was taken, as RFC 3339." },
          },
        },
        memory: {
          title: "Usage",
          type: "object",
          description: "Memory of the machine in use.",
          required: ["average", "highest", "latest", "latestAt"],
          additionalProperties: false,
          properties: {
            average: { type: "number", description: "Average in percent." },
            highest: { type: "number", description: "Highest value in percent." },
            latest: { type: "number", description: "Latest value in percent." },
            latestAt: { type: "string", description: "When the latest value was taken, as RFC 3339." },
          },
        },
        rootDisk: {
          title: "Usage",
          type: "object",
          description: "Root disk in use.",
          required: ["average", "highest", "latest", "latestAt"],
          additionalProperties: false,
          properties: {
            average: { type: "number", description: "Average in percent." },
            highest: { type: "number", description: "Highest value in percent." },
            latest: { type: "number", description: "Latest value in percent." },
            latestAt: { type: "string", description: "When the latest value was taken, as RFC 3339." },
          },
        },
        gpu: {
          title: "Usage",
          type: "object",
          description: "GPUs in use, all together.",
          required: ["average", "highest", "latest", "latestAt"],
          additionalProperties: false,
          properties: {
            average: { type: "number", description: "Average in percent." },
            highest: { type: "number", description: "Highest value in percent." },
            latest: { type: "number", description: "Latest value in percent." },
            latestAt: { type: "string", description: "When the latest value was taken, as RFC 3339." },
          },
        },
        gpuMemory: {
          title: "Usage",
          type: "object",
          description: "Memory of the GPUs in use, all together.",
          required: ["average", "highest", "latest", "latestAt"],
          additionalProperties: false,
          properties: {
            average: { type: "number", description: "Average in percent." },
            highest: { type: "number", description: "Highest value in percent." },
            latest: { type: "number", description: "Latest value in percent." },
            latestAt: { type: "string", description: "When the latest value was taken, as RFC 3339." },
          },
        },
        gpus: {
          type: "array",
          description: "The same for each GPU.",
          items: {
            title: "GpuUsage",
            type: "object",
            description: "What one GPU has used.",
            required: ["id"],
            additionalProperties: false,
            properties: {
              id: { type: "string", description: "Id of the GPU in its machine." },
              utilization: {
                title: "Usage",
                type: "object",
                description: "The GPU in use.",
                required: ["average", "highest", "latest", "latestAt"],
                additionalProperties: false,
                properties: {
                  average: { type: "number", description: "Average in percent." },
                  highest: { type: "number", description: "Highest value in percent." },
                  latest: { type: "number", description: "Latest value in percent." },
                  latestAt: { type: "string", description: "When the latest value was taken, as RFC 3339." },
                },
              },
              memory: {
                title: "Usage",
                type: "object",
                description: "Its memory in use.",
                required: ["average", "highest", "latest", "latestAt"],
                additionalProperties: false,
                properties: {
                  average: { type: "number", description: "Average in percent." },
                  highest: { type: "number", description: "Highest value in percent." },
                  latest: { type: "number", description: "Latest value in percent." },
                  latestAt: { type: "string", description: "When the latest value was taken, as RFC 3339." },
                },
              },
            },
          },
        },
      },
    },
  },
  getBalance: {
    description: "Reads what the account has left and owes, in USD.",
    arguments: {
      title: "GetBalanceArgs",
      type: "object",
      description: "Nothing is asked for.",
      additionalProperties: false,
      required: [],
      properties: {},
    },
    result: {
      title: "GetBalanceResult",
      type: "object",
      description: "What the account has left and owes, in USD; what Novita does not say is absent.",
      required: ["available"],
      additionalProperties: false,
      properties: {
        available: { type: "number", description: "What can be spent; below zero if the account owes." },
        cash: { type: "number", description: "What was paid in and is not spent." },
        creditLimit: { type: "number", description: "How far below zero the account may go." },
        pendingCharges: { type: "number", description: "What was used and is not charged yet." },
        outstandingInvoices: { type: "number", description: "What was invoiced and is not paid." },
      },
    },
  },
} as const;

/** Extension keywords in them, which a strict validator has to be told about. */
export const xKeywords = ["x-novita-secret", "x-novita-text"] as const;
