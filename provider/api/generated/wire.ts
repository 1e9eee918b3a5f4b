// Generated from provider/api/novita.openapi.yaml by `npm run generate`; do not edit.

export interface paths {
  readonly "/gpu/instance/create": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Create an instance
     * @description Starts a new instance and bills for it. The API has no idempotency key, so a repeated call creates a second instance.
     */
    readonly post: operations["createInstance"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/gpu/instance": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Read one instance
     * @description Returns everything known about one instance, as a flat object.
     */
    readonly get: operations["getInstance"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/gpu/instances": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * List instances
     * @description Returns one page of the account's instances, each with fewer fields than a read of one instance gives.
     */
    readonly get: operations["listInstances"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/gpu/instance/edit": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Change ports or grow the root disk
     * @description Works on a running instance without a restart and takes effect within about a minute.
     */
    readonly post: operations["editInstance"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/gpu/instance/start": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Start a stopped instance
     * @description Fails with INSUFFICIENT_RESOURCE when the GPU was given to somebody else after the stop.
     */
    readonly post: operations["startInstance"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/gpu/instance/stop": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Stop a running instance
     * @description Data is kept for a limited number of days, and the disk is still charged.
     */
    readonly post: operations["stopInstance"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/gpu/instance/restart": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Restart a running instance
     * @description The SSH port and password may differ afterwards.
     */
    readonly post: operations["restartInstance"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/gpu/instance/delete": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Delete an instance
     * @description Allowed in any status for pay-as-you-go and spot instances. A monthly instance answers PREPAID_INSTANCE_NOT_SUPPORT_RELEASE.
     */
    readonly post: operations["deleteInstance"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/gpu/instance/upgrade": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Change the software of an instance, by a reset
     * @description Replaces image, registry credential, environment, command, entrypoint and network storage together. Product and GPU count stay. The status goes through toReset and resetting.
     */
    readonly post: operations["upgradeInstance"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/gpu/instance/migrate": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Move an instance to another node
     * @description Runs as a job; what was newly written to the system and local disks is lost.
     */
    readonly post: operations["migrateInstance"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/gpu/instance/renewInstance": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Add months to a monthly instance
     * @description Pays for the given number of further months.
     */
    readonly post: operations["renewInstance"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/gpu/instance/transToMonthlyInstance": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Turn a pay-as-you-go instance into a monthly one
     * @description The API has no way back to pay-as-you-go.
     */
    readonly post: operations["transToMonthlyInstance"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/gpu/instance/setAutoRenew": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Switch automatic renewal on or off
     * @description Takes a list of instance ids, unlike the other calls.
     */
    readonly post: operations["setAutoRenew"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/gpu/instance/setAutoMigrate": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Switch automatic migration on or off
     * @description Says whether the service may move the instance on its own, and whether the system disk goes along.
     */
    readonly post: operations["setAutoMigrate"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/products": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * List GPU products
     * @description Returns the GPU products with their prices, limits and stock.
     */
    readonly get: operations["listProducts"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/cpu/products": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * List CPU products
     * @description Returns the CPU products. The API's page shows their fields without the `data` list in which a live answer wraps them.
     */
    readonly get: operations["listCpuProducts"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/clusters": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * List clusters
     * @description Returns the clusters and what each of them supports.
     */
    readonly get: operations["listClusters"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/networkstorage/create": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Create a network storage
     * @description Creates a network storage and bills for it until it is deleted, mounted or not. There is no idempotency key.
     */
    readonly post: operations["createNetworkStorage"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/networkstorages/list": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * List network storages
     * @description Returns the account's network storages. There is no read of a single one.
     */
    readonly get: operations["listNetworkStorages"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/networkstorage/update": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Rename or grow a network storage
     * @description Sets name and size; a storage never shrinks, and never moves to another cluster.
     */
    readonly post: operations["updateNetworkStorage"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/networkstorage/delete": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Delete a network storage
     * @description Deletes a storage and its data. It is gone from the list at once.
     */
    readonly post: operations["deleteNetworkStorage"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/network/create": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Create a VPC network
     * @description Starts a private network in a cluster; it can be joined once its state is ready. The page answers with the network, while a client found no id in the answer and looked the network up by its name.
     */
    readonly post: operations["createNetwork"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/network": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Get a VPC network
     * @description Returns one VPC network of the account.
     */
    readonly get: operations["getNetwork"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/networks": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * List VPC networks
     * @description Returns one page of the account's VPC networks.
     */
    readonly get: operations["listNetworks"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/network/update": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Rename a VPC network
     * @description Sets the name; nothing else of a network can be changed.
     */
    readonly post: operations["updateNetwork"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/network/delete": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Delete a VPC network
     * @description Deletes a network that no instance is in.
     */
    readonly post: operations["deleteNetwork"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/repository/auth/save": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Store a registry credential
     * @description Stores a credential and answers no id; the list tells it. Whether saving under a name that exists changes that entry is not known.
     */
    readonly post: operations["saveRegistryAuth"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/repository/auths": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * List registry credentials
     * @description Returns the registry credentials that are stored at the service. Passwords stand in it in clear, or masked.
     */
    readonly get: operations["listRegistryAuths"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/repository/auth/delete": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Delete a registry credential
     * @description Deletes a credential that nothing uses.
     */
    readonly post: operations["deleteRegistryAuth"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/template/create": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Create a template
     * @description Stores a set of instance settings for the console; no create call takes a template. Names may have to be unique.
     */
    readonly post: operations["createTemplate"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/template": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Read one template
     * @description Returns one template.
     */
    readonly get: operations["getTemplate"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/templates": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * List templates
     * @description Returns one page of templates of a channel; a new one may show up late.
     */
    readonly get: operations["listTemplates"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/template/update": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Change a template
     * @description Takes the template as a whole; what is left out may be cleared. Its type and channel stay what they are.
     */
    readonly post: operations["updateTemplate"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/template/delete": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Delete a template
     * @description Deletes a template.
     */
    readonly post: operations["deleteTemplate"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/image/prewarm": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * List prewarm tasks
     * @description Returns one page of prewarm tasks.
     */
    readonly get: operations["listImagePrewarms"];
    readonly put?: never;
    /**
     * Prewarm an image
     * @description Starts a task that brings an image to a cluster. Clients have seen it answer HTTP 500.
     */
    readonly post: operations["createImagePrewarm"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/image/prewarm/edit": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Change the note of a prewarm task
     * @description Sets the note; nothing else of a task can be changed.
     */
    readonly post: operations["updateImagePrewarm"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/image/prewarm/delete": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Delete prewarm tasks
     * @description Deletes tasks, whatever their state.
     */
    readonly post: operations["deleteImagePrewarms"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/image/prewarm/quota": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Read the quota of prewarm tasks
     * @description Returns how many tasks may be going on, and how large an image may be.
     */
    readonly get: operations["getImagePrewarmQuota"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/jobs": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * List jobs
     * @description Returns one page of jobs; there is no read of a single job, so filter by its id.
     */
    readonly get: operations["listJobs"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/job/break": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Stop a job
     * @description Ends a job that is not over; the instance stays as it is.
     */
    readonly post: operations["breakJob"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/job/save/image": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /**
     * Save an instance as an image
     * @description Pushes the instance's container to a registry, as a job; the vendor's guide has it stopped first.
     */
    readonly post: operations["saveImage"];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/openapi/v1/metrics/gpu/instance": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Read what an instance has used
     * @description Returns time series with about a minute's lag. A time or an interval that makes no sense is no error; the default stands in for it. What an unknown instance answers is not known.
     */
    readonly get: operations["getMetrics"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/openapi/v1/billing/balance/detail": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Read the account's balance
     * @description Returns what the account has left and owes, in 1/10000 USD; other prices are in 1/100000 USD.
     */
    readonly get: operations["getBalance"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly "/v3/user": {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /**
     * Read the account
     * @description Returns the account, of which only the credit is known.
     */
    readonly get: operations["getUser"];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    /** @description What a new instance is made of. */
    readonly CreateInstanceRequest: {
      /** @description Name of the instance. */
      readonly name?: string;
      /** @description Id of the hardware product to rent, from the product list. */
      readonly productId: string;
      /** @description Number of GPUs. */
      readonly gpuNum?: number;
      /** @description Size of the root disk in GB; the product may allow less, and it can grow but not shrink. */
      readonly rootfsSize?: number;
      /** @description Container image to run. */
      readonly imageUrl: string;
      /** @description Registry credential for a private image, written `username:password`. */
      readonly imageAuth?: string;
      /** @description Id of a registry credential stored at Novita, for a private image. */
      readonly imageAuthId?: string;
      /** @description Ports to open, as a comma-separated list of `port/protocol` with protocol `http` or `tcp`, such as `80/http,22/tcp`; ports are 1 to 65535 without 2222, 2223 and 2224, and at most 15 together with those of `tools`. */
      readonly ports?: string;
      /** @description Environment variables of the container. */
      readonly envs?: readonly components["schemas"]["EnvVar"][];
      /** @description Tools of the official images to switch on; their ports count towards the 15 that may be open. */
      readonly tools?: readonly components["schemas"]["Tool"][];
      /** @description Command that the container starts with. */
      readonly command?: string;
      /** @description Entrypoint of the container, in place of the image's own. */
      readonly entrypoint?: string;
      /** @description Id of the cluster to run in; the service picks one when it is left out. */
      readonly clusterId?: string;
      /**
       * @description Path in the container where the local disk of a CPU instance appears.
       * @default /workspace
       */
      readonly localStorageMountPoint?: string;
      /** @description Network storage to mount, from the cluster that the instance runs in. */
      readonly networkStorages?: readonly components["schemas"]["NetworkStorageMount"][];
      /** @description Id of the private network (VPC) to join; leave it out for none. */
      readonly networkId?: string;
      /**
       * @description Kind of instance; a `cpu` instance takes a CPU product and no GPU, disk size or billing fields.
       * @default gpu
       * @enum {string}
       */
      readonly kind?: "gpu" | "cpu";
      /** @description Months to subscribe for; 0 is pay-as-you-go, and more than 0 makes the instance `monthly`. */
      readonly month?: number;
      /**
       * @description How the instance is paid for: by use, by the month, or by use at spot price and reclaimable.
       * @default onDemand
       * @enum {string}
       */
      readonly billingMode?: "onDemand" | "monthly" | "spot";
      /**
       * @description Whether a monthly subscription renews itself; counts only when billing is monthly.
       * @default false
       */
      readonly autoRenew?: boolean;
      /** @description Months that each automatic renewal adds; counts only when billing is monthly and `autoRenew` is on. */
      readonly autoRenewMonth?: number;
      /** @description Lowest CUDA version that the host must support, such as `12.4`. */
      readonly minCudaVersion?: string;
    };
    /** @description One environment variable. */
    readonly EnvVar: {
      /** @description Name of the variable. */
      readonly key?: string;
      /** @description Value of the variable. */
      readonly value?: string;
    };
    /** @description One tool of an official image. */
    readonly Tool: {
      /**
       * @description Name of the tool.
       * @enum {string}
       */
      readonly name?: "Jupyter";
      /** @description Port of the tool, written as a string, 1 to 65535 without 2222, 2223 and 2224. */
      readonly port?: string;
      /**
       * @description Protocol of the port.
       * @enum {string}
       */
      readonly type?: "tcp" | "http";
    };
    /** @description One network storage and where it is mounted. */
    readonly NetworkStorageMount: {
      /** @description Id of the network storage. */
      readonly Id?: string;
      /**
       * @description Path in the container where the storage appears.
       * @default /network
       */
      readonly mountPoint?: string;
    };
    /** @description What a create call answers. */
    readonly CreateInstanceResponse: {
      /** @description Id of the new instance. */
      readonly id?: string;
    };
    /** @description Id of the instance. */
    readonly InstanceId: string;
    /** @description Names the instance to act on. */
    readonly InstanceIdRequest: {
      readonly instanceId: components["schemas"]["InstanceId"];
    };
    /** @description New ports and extra disk. The page does not say whether ports that are left out stay open, so both fields are always sent. */
    readonly EditInstanceRequest: {
      readonly instanceId: components["schemas"]["InstanceId"];
      /** @description The whole wanted set of open ports; together with tool ports at most 15. */
      readonly ports?: readonly components["schemas"]["EditPort"][];
      /** @description GB to add to the root disk; 0 adds nothing. */
      readonly expandRootDisk?: number;
    };
    /** @description One port to have open after an edit. */
    readonly EditPort: {
      /** @description Port number; 2222, 2223 and 2224 are the service's own. */
      readonly port: number;
      /**
       * @description Protocol of the port.
       * @enum {string}
       */
      readonly type: "tcp" | "http";
    };
    /** @description The whole new software of the instance: what is left out is empty. The page requires every field but imageAuthId; clients have left others out. */
    readonly UpgradeInstanceRequest: {
      readonly instanceId: components["schemas"]["InstanceId"];
      /** @description Container image to run. */
      readonly imageUrl: string;
      /** @description Id of a registry credential stored at Novita. */
      readonly imageAuthId?: string;
      /** @description The whole set of environment variables. */
      readonly envs?: readonly components["schemas"]["EnvVar"][];
      /** @description Start command; may be empty. */
      readonly command?: string;
      /** @description Entrypoint; may be empty. */
      readonly entrypoint?: string;
      /** @description Whether the data on the old system disk is kept. */
      readonly save?: boolean;
      readonly networkVolume?: components["schemas"]["UpgradeNetworkVolume"];
    };
    /** @description Network storage after the upgrade. */
    readonly UpgradeNetworkVolume: {
      /** @description The whole set of mounts; an empty list unmounts all. */
      readonly volumeMounts: readonly components["schemas"]["UpgradeVolumeMount"][];
    };
    /** @description One network storage to have mounted after an upgrade. */
    readonly UpgradeVolumeMount: {
      /**
       * @description Sort of volume.
       * @enum {string}
       */
      readonly type: "network";
      /** @description Id of the network storage. */
      readonly id: string;
      /**
       * @description Path in the container.
       * @default /network
       */
      readonly mountPath?: string;
    };
    /** @description Months to add to a subscription. */
    readonly RenewInstanceRequest: {
      readonly instanceId: components["schemas"]["InstanceId"];
      /** @description Number of months to add. */
      readonly month: number;
    };
    /** @description Months to subscribe a pay-as-you-go instance for. */
    readonly TransToMonthlyRequest: {
      readonly instanceId: components["schemas"]["InstanceId"];
      /** @description Number of months to subscribe for. */
      readonly month: number;
    };
    /** @description Automatic renewal of monthly instances. */
    readonly SetAutoRenewRequest: {
      /** @description Ids of the instances. */
      readonly instanceIds: readonly components["schemas"]["InstanceId"][];
      /** @description Whether the subscription renews itself. */
      readonly autoRenew: boolean;
      /** @description Months that each renewal adds. */
      readonly autoRenewMonth: number;
    };
    /** @description Automatic migration of an instance. */
    readonly SetAutoMigrateRequest: {
      readonly instanceId: components["schemas"]["InstanceId"];
      /** @description Whether the service may move the instance. */
      readonly autoMigrateOpen: boolean;
      /** @description Whether the system disk moves along. */
      readonly autoMigrateSystemDisk: boolean;
    };
    /** @description What a call that changes an instance may answer; start and stop were seen to fill it, the others not. */
    readonly ActionResponse: {
      /** @description Id of the instance. */
      readonly instanceId?: string;
      /** @description What the instance is doing now. */
      readonly state?: string;
    };
    /** @description What lists and reads both tell of an instance; nothing is promised, so everything is optional. An object that is not set is absent or null. */
    readonly InstanceListItem: {
      /** @description Id of the instance. */
      readonly id?: string;
      /** @description Name of the instance; not unique. */
      readonly name?: string;
      /** @description Id of the cluster. */
      readonly clusterId?: string;
      /** @description Name of the cluster. */
      readonly clusterName?: string;
      readonly status?: components["schemas"]["InstanceStatusOrOther"];
      readonly statusError?: components["schemas"]["StatusError"] | null;
      /** @description Container image. */
      readonly imageUrl?: string;
      /** @description Id of the registry credential. */
      readonly imageAuthId?: string;
      /** @description Start command. */
      readonly command?: string;
      /** @description Entrypoint. */
      readonly entrypoint?: string;
      /** @description Number of CPU cores. */
      readonly cpuNum?: components["schemas"]["NumberOrString"];
      /** @description Memory in GB. */
      readonly memory?: components["schemas"]["NumberOrString"];
      /** @description Number of GPUs. */
      readonly gpuNum?: components["schemas"]["NumberOrString"];
      /** @description Open ports; may also hold ports that the service opened itself. */
      readonly portMappings?: readonly components["schemas"]["PortMapping"][];
      /** @description Id of the product; on the list page and seen in reads. */
      readonly productId?: string;
      /** @description Name of the product; on the list page and seen in reads. */
      readonly productName?: string;
      /** @description Size of the root disk in GB; on the list page and seen in reads. */
      readonly rootfsSize?: components["schemas"]["NumberOrString"];
      /** @description Mounted volumes. */
      readonly volumeMounts?: readonly components["schemas"]["VolumeMount"][];
      /** @description Environment variables. */
      readonly envs?: readonly components["schemas"]["EnvVar"][];
      /**
       * @description Kind of instance.
       * @enum {string}
       */
      readonly kind?: "gpu" | "cpu";
      /**
       * @description Billing mode; empty has been seen for pay-as-you-go.
       * @enum {string}
       */
      readonly billingMode?: "" | "onDemand" | "monthly" | "spot";
      /** @description End of the subscription in Unix seconds; -1 for pay-as-you-go. */
      readonly endTime?: components["schemas"]["NumberOrString"];
      /**
       * @description State of a spot instance; `notified` announces its reclaim; empty when not spot.
       * @enum {string}
       */
      readonly spotStatus?: "" | "running" | "notified" | "reclaiming" | "terminated";
      /** @description When a spot instance is taken back, in Unix seconds; 0 if that has not started. */
      readonly spotReclaimTime?: components["schemas"]["NumberOrString"];
    };
    /** @description One instance in full. A few clients also accept it wrapped in an `instance` field. */
    readonly Instance: components["schemas"]["InstanceListItem"] & components["schemas"]["InstanceDetails"];
    /** @description What only a read of one instance tells. The fields from createdAt on are not on the current page and were seen in real answers. */
    readonly InstanceDetails: {
      readonly network?: components["schemas"]["InstanceNetwork"] | null;
      /** @description Host of the instance; documented as a list, seen as an object. */
      readonly node?:
        components["schemas"]["InstanceNode"] | readonly components["schemas"]["InstanceNode"][] | null;
      /** @description Jobs that run on the instance. */
      readonly jobs?: readonly components["schemas"]["InstanceJob"][];
      readonly connectComponentSSH?: components["schemas"]["ConnectSsh"] | null;
      readonly connectComponentWebTerminal?: components["schemas"]["ConnectWebTerminal"] | null;
      readonly connectComponentJupyter?: components["schemas"]["ConnectJupyter"] | null;
      readonly connectComponentLog?: components["schemas"]["ConnectLog"] | null;
      /** @description Part of the system disk that is free of charge, in GB. */
      readonly freeStorageSize?: components["schemas"]["NumberOrString"];
      /** @description Days that data survives a stop. */
      readonly keepDataDay?: components["schemas"]["NumberOrString"];
      /** @description When the instance was created, in Unix seconds. */
      readonly createdAt?: components["schemas"]["NumberOrString"];
      /** @description When the instance last started, in Unix seconds. */
      readonly lastStartedAt?: components["schemas"]["NumberOrString"];
      /** @description When the instance last stopped, in Unix seconds. */
      readonly lastStoppedAt?: components["schemas"]["NumberOrString"];
      /** @description Time used so far; unit not known. */
      readonly useTime?: components["schemas"]["NumberOrString"];
      /** @description Older name of a disk size in GB. */
      readonly diskSize?: components["schemas"]["NumberOrString"];
      /** @description Tools that are switched on; shape not documented. */
      readonly tools?: readonly unknown[];
      /** @description Price of the instance; taken to be 1/100000 USD an hour like product prices. */
      readonly instancePrice?: components["schemas"]["NumberOrString"];
      /** @description Price of local storage while running. */
      readonly localStoragePrice?: components["schemas"]["NumberOrString"];
      /** @description Price of local storage while stopped. */
      readonly exitedLocalStoragePrice?: components["schemas"]["NumberOrString"];
      /** @description SSH command line. */
      readonly sshCommand?: string;
      /** @description SSH password. */
      readonly sshPassword?: string;
      /** @description Ids of the GPUs; shape not documented. */
      readonly gpuIds?: readonly unknown[];
      /** @description Template that the instance was made from. */
      readonly templateId?: string;
      /** @description When the data of a stopped instance is released, in Unix seconds. */
      readonly releaseDataAt?: components["schemas"]["NumberOrString"];
    };
    /**
     * @description Status values that the page lists, and `pending`, which was seen as the first one. Others may occur. None of them means failure; that is told by StatusError.
     * @enum {string}
     */
    readonly InstanceStatus:
      | "pending"
      | "toCreate"
      | "creating"
      | "pulling"
      | "running"
      | "toStart"
      | "starting"
      | "toStop"
      | "stopping"
      | "exited"
      | "toRestart"
      | "restarting"
      | "toRemove"
      | "removing"
      | "removed"
      | "toReset"
      | "resetting"
      | "migrating"
      | "freezing";
    /** @description Status of the instance, which may be a value that the page does not list. */
    readonly InstanceStatusOrOther: components["schemas"]["InstanceStatus"] | string;
    /** @description Why the instance could not be created or is unavailable; empty while all is well. */
    readonly StatusError: {
      /** @description Machine-readable cause. */
      readonly state?: string;
      /** @description Cause in words. */
      readonly message?: string;
    };
    /** @description One open port of an instance. */
    readonly PortMapping: {
      /** @description Port in the container. */
      readonly port?: components["schemas"]["NumberOrString"];
      /**
       * @description Protocol.
       * @enum {string}
       */
      readonly type?: "tcp" | "http";
      /** @description Public address; not on the list page. */
      readonly endpoint?: string;
    };
    /** @description One mounted volume of an instance. */
    readonly VolumeMount: {
      /**
       * @description Sort of volume.
       * @enum {string}
       */
      readonly type?: "network" | "local";
      /** @description Size in GB. */
      readonly size?: components["schemas"]["NumberOrString"];
      /** @description Id of the network storage; absent for a local volume. */
      readonly id?: string;
      /** @description Path in the container. */
      readonly mountPath?: string;
    };
    /** @description Private network that the instance is in. */
    readonly InstanceNetwork: {
      /** @description Id of the network. */
      readonly id?: string;
      /** @description Address of the instance in it. */
      readonly ip?: string;
    };
    /** @description Host that the instance runs on. */
    readonly InstanceNode: {
      /** @description Largest root disk that the host can give, in GB. */
      readonly maxRootfsSize?: components["schemas"]["NumberOrString"];
    };
    /** @description A job that runs on the instance. */
    readonly InstanceJob: {
      /** @description Id of the job. */
      readonly id?: string;
      readonly type?: components["schemas"]["JobType"];
    };
    /** @description SSH access through the service's proxy. */
    readonly ConnectSsh: {
      /** @description SSH command line. */
      readonly sshCommand?: string;
      /** @description SSH password. */
      readonly password?: string;
      /** @description Whether SSH is up. */
      readonly isRunning?: boolean;
    };
    /** @description Terminal in the browser. */
    readonly ConnectWebTerminal: {
      /** @description Address of the terminal. */
      readonly address?: string;
      /** @description User name. */
      readonly username?: string;
      /** @description Password. */
      readonly password?: string;
      /** @description Whether the terminal is up. */
      readonly isRunning?: boolean;
    };
    /** @description Jupyter of an official image. */
    readonly ConnectJupyter: {
      /** @description Port in the container. */
      readonly port?: components["schemas"]["NumberOrString"];
      /** @description Address of Jupyter. */
      readonly address?: string;
      /** @description Whether Jupyter is up. */
      readonly isRunning?: boolean;
    };
    /** @description Log streams over HTTP. */
    readonly ConnectLog: {
      /** @description Address of the system log. */
      readonly systemLogAddress?: string;
      /** @description Address of the instance log. */
      readonly instanceLogAddress?: string;
      /** @description Whether the logs can be read. */
      readonly isRunning?: boolean;
    };
    /** @description One page of instances. */
    readonly ListInstancesResponse: {
      /** @description The instances on this page. */
      readonly instances?: readonly components["schemas"]["InstanceListItem"][];
      /** @description Number of instances on all pages. */
      readonly total?: components["schemas"]["NumberOrString"];
    };
    /** @description One GPU product. */
    readonly Product: {
      /** @description Id of the product. */
      readonly id?: string;
      /** @description Name of the product. */
      readonly name?: string;
      /** @description CPU cores for each GPU. */
      readonly cpuPerGpu?: components["schemas"]["NumberOrString"];
      /** @description Memory for each GPU in GB. */
      readonly memoryPerGpu?: components["schemas"]["NumberOrString"];
      /** @description Disk for each GPU in GB. */
      readonly diskPerGpu?: components["schemas"]["NumberOrString"];
      /** @description Whether it can be rented now. */
      readonly availableDeploy?: boolean;
      /** @description Smallest root disk in GB. */
      readonly minRootFS?: components["schemas"]["NumberOrString"];
      /** @description Largest root disk in GB. */
      readonly maxRootFS?: components["schemas"]["NumberOrString"];
      /** @description Smallest local disk in GB. */
      readonly minLocalStorage?: components["schemas"]["NumberOrString"];
      /** @description Largest local disk in GB. */
      readonly maxLocalStorage?: components["schemas"]["NumberOrString"];
      /** @description Names of the clusters that have it; empty means all. */
      readonly regions?: readonly string[];
      /** @description Pay-as-you-go price of one GPU in 1/100000 USD an hour. */
      readonly price?: components["schemas"]["NumberOrString"];
      /** @description Subscription prices. */
      readonly monthlyPrice?: readonly components["schemas"]["MonthlyPrice"][];
      /** @description Billing modes that it is offered in. */
      readonly billingMethods?: readonly ("onDemand" | "monthly" | "spot")[];
      /** @description Spot price of one GPU in 1/100000 USD an hour; 0 means no spot offer. */
      readonly spotPrice?: components["schemas"]["NumberOrString"];
      /**
       * @description Stock.
       * @enum {string}
       */
      readonly inventoryState?: "none" | "low" | "normal" | "high";
      /** @description Whether the account may rent it; seen in real answers. */
      readonly canBuy?: boolean;
    };
    /** @description Price of a subscription of some length. */
    readonly MonthlyPrice: {
      /** @description Price of one GPU in 1/100000 USD, for each of the months: Novita's console shows it so. */
      readonly price?: components["schemas"]["NumberOrString"];
      /** @description Length in months. */
      readonly month?: components["schemas"]["NumberOrString"];
    };
    /** @description The GPU products. */
    readonly ListProductsResponse: {
      /** @description The products. */
      readonly data?: readonly components["schemas"]["Product"][];
    };
    /** @description One CPU product. */
    readonly CpuProduct: {
      /** @description Id of the product. */
      readonly id?: string;
      /** @description Name of the product. */
      readonly name?: string;
      /** @description CPU cores. */
      readonly cpuNum?: components["schemas"]["NumberOrString"];
      /** @description Memory in GB. */
      readonly memorySize?: components["schemas"]["NumberOrString"];
      /** @description Root disk in GB. */
      readonly rootfsSize?: components["schemas"]["NumberOrString"];
      /** @description Local disk in GB. */
      readonly localVolumeSize?: components["schemas"]["NumberOrString"];
      /** @description Whether it can be rented now. */
      readonly availableDeploy?: boolean;
      /** @description Price in 1/100000 USD an hour. */
      readonly price?: components["schemas"]["NumberOrString"];
    };
    /** @description The CPU products, in the shape of live answers. */
    readonly ListCpuProductsResponse: {
      /** @description The products. */
      readonly data?: readonly components["schemas"]["CpuProduct"][];
    };
    /** @description One cluster. */
    readonly Cluster: {
      /** @description Id of the cluster, a slug such as us-ca-6; hosts of endpoints hold it too. */
      readonly id?: string;
      /** @description Name of the cluster, such as US-CA-06 (California). */
      readonly name?: string;
      /** @description Names of the GPU types it has. */
      readonly availableGpuType?: readonly string[];
      /** @description Whether network storage can be mounted. */
      readonly supportNetworkStorage?: boolean;
      /** @description Whether private networks exist. */
      readonly supportInstanceNetwork?: boolean;
    };
    /** @description The clusters. */
    readonly ListClustersResponse: {
      /** @description The clusters. */
      readonly data?: readonly components["schemas"]["Cluster"][];
    };
    /** @description What a new network storage is. */
    readonly CreateNetworkStorageRequest: {
      /** @description Id of the cluster whose instances can mount it; the cluster must support network storage. */
      readonly clusterId: string;
      /** @description Name of the storage; letters, digits and hyphens are certain to be accepted. */
      readonly storageName: string;
      /** @description Size in GB, at least 10; it can grow later, and never shrink. */
      readonly storageSize: number;
    };
    /** @description The id as the page has it, a bare string, or in an object, as clients of the real service read it. */
    readonly CreateNetworkStorageResponse: string | components["schemas"]["NetworkStorageSummary"];
    /** @description A network storage that was just created. */
    readonly NetworkStorageSummary: {
      /** @description Id of the storage. */
      readonly storageId?: string;
      /** @description Name of the storage. */
      readonly storageName?: string;
      /** @description Size in GB. */
      readonly storageSize?: components["schemas"]["NumberOrString"];
    };
    /** @description What a network storage is to be. */
    readonly UpdateNetworkStorageRequest: {
      /** @description Id of the storage. */
      readonly storageId: string;
      /** @description Name of the storage. */
      readonly storageName: string;
      /** @description Size in GB, no smaller than it is. A string on the page; clients send a number. */
      readonly storageSize: number | string;
    };
    /** @description Names the network storage. */
    readonly DeleteNetworkStorageRequest: {
      /** @description Id of the storage. */
      readonly storageId: string;
    };
    /** @description One network storage. */
    readonly NetworkStorage: {
      /** @description Id of the storage. */
      readonly storageId?: string;
      /** @description Name of the storage. */
      readonly storageName?: string;
      /** @description Size in GB. */
      readonly storageSize?: components["schemas"]["NumberOrString"];
      /** @description Id of the cluster that it belongs to. */
      readonly clusterId?: string;
      /** @description Name of that cluster. */
      readonly clusterName?: string;
      /** @description Price of a GB in 1/100000 USD a day. */
      readonly price?: components["schemas"]["NumberOrString"];
      /** @description Who created it; seen empty. */
      readonly creator?: string;
      /** @description Seconds since 1970. */
      readonly createdAt?: components["schemas"]["NumberOrString"];
      /** @description Seen in real answers; the same as the id. */
      readonly uuid?: string;
    };
    /** @description The network storages. */
    readonly ListNetworkStoragesResponse: {
      /** @description The storages. */
      readonly data?: readonly components["schemas"]["NetworkStorage"][];
      /** @description Number of storages on all pages. */
      readonly total?: components["schemas"]["NumberOrString"];
    };
    /** @description What a new VPC network is. */
    readonly CreateNetworkRequest: {
      /** @description Id of the cluster whose instances can join it; the cluster must support private networks. */
      readonly clusterId: string;
      /** @description Name of the network. */
      readonly name?: string;
    };
    /** @description What a VPC network is to be called. */
    readonly UpdateNetworkRequest: {
      /** @description Id of the network. */
      readonly networkId: string;
      /** @description Name of the network. */
      readonly name: string;
    };
    /** @description Names the VPC network. */
    readonly DeleteNetworkRequest: {
      /** @description Id of the network. */
      readonly networkId: string;
    };
    /** @description One VPC network. */
    readonly VpcNetwork: {
      /** @description Id of the network. */
      readonly Id?: string;
      /** @description Name of the network. */
      readonly name?: string;
      /** @description Id of the cluster that it belongs to. */
      readonly clusterId?: string;
      /** @description Owner of the network. */
      readonly user?: string;
      /** @description How far it is; documented as a list, seen as an object. */
      readonly state?:
        components["schemas"]["VpcNetworkState"] | readonly components["schemas"]["VpcNetworkState"][];
      /** @description Addresses of the network. */
      readonly segment?: string;
      /** @description The instances in it. */
      readonly Addresses?: readonly {
        /** @description Id of the instance. */
        readonly Id?: string;
        /** @description Its address in the network. */
        readonly Ip?: string;
      }[];
      /** @description Seconds since 1970. */
      readonly createTime?: components["schemas"]["NumberOrString"];
    };
    /** @description State of a VPC network. */
    readonly VpcNetworkState: {
      /**
       * @description The state.
       * @enum {string}
       */
      readonly state?: "creating" | "ready";
      /** @description What is wrong. */
      readonly error?: string;
    };
    /** @description A VPC network, in a list of one. */
    readonly GetNetworkResponse: {
      /** @description The network. */
      readonly network?: readonly components["schemas"]["VpcNetwork"][];
    };
    /** @description One page of VPC networks. */
    readonly ListNetworksResponse: {
      /** @description The networks, under the key that clients have seen. */
      readonly networks?: readonly components["schemas"]["VpcNetwork"][];
      /** @description The networks, under the key that the page has. */
      readonly network?: readonly components["schemas"]["VpcNetwork"][];
      /** @description Number of networks on all pages. */
      readonly total?: components["schemas"]["NumberOrString"];
    };
    /** @description What a new registry credential is. */
    readonly SaveRegistryAuthRequest: {
      /** @description Name of the credential; a label for people. */
      readonly name: string;
      /** @description User at the registry. */
      readonly username: string;
      /** @description Password or token at the registry. */
      readonly password: string;
    };
    /** @description Names the registry credential. */
    readonly DeleteRegistryAuthRequest: {
      /** @description Id of the credential. */
      readonly id: string;
    };
    /** @description One stored registry credential. */
    readonly RegistryAuth: {
      /** @description Id of the credential. */
      readonly id?: string;
      /** @description Name of the credential. */
      readonly name?: string;
      /** @description User at the registry. */
      readonly username?: string;
      /** @description Password at the registry. */
      readonly password?: string;
    };
    /** @description The stored registry credentials. */
    readonly ListRegistryAuthsResponse: {
      /** @description The credentials. */
      readonly data?: readonly components["schemas"]["RegistryAuth"][];
    };
    /** @description What a template holds. */
    readonly TemplateFields: {
      /** @description Name of the template. */
      readonly name: string;
      /** @description Description for people, in Markdown. */
      readonly readme?: string;
      /**
       * @description What the template is for; Novita documents `instance` alone.
       * @default instance
       * @enum {string}
       */
      readonly type: "instance" | "serverless";
      /**
       * @description Who sees it; Novita documents `private` alone, and everybody can read what is `community`.
       * @default private
       * @enum {string}
       */
      readonly channel: "private" | "community";
      /** @description Container image with its registry and tag. */
      readonly image: string;
      /** @description Id of a registry credential stored at Novita, for a private image. */
      readonly imageAuth?: string;
      /** @description Command that the container starts with. */
      readonly startCommand?: string;
      /** @description Entrypoint of the container, in place of the image's own. */
      readonly entrypoint?: string;
      /** @description Root disk in GB. */
      readonly rootfsSize: number;
      /** @description Ports to open, grouped by protocol. */
      readonly ports?: readonly components["schemas"]["TemplatePorts"][];
      /** @description Environment variables of the container. */
      readonly envs?: readonly components["schemas"]["EnvVar"][];
      /** @description Lowest CUDA version that the host must support, such as `12.4`. */
      readonly minCudaVersion?: string;
    };
    /** @description Ports of one protocol. */
    readonly TemplatePorts: {
      /**
       * @description The protocol; no page lists `udp`.
       * @enum {string}
       */
      readonly type: "http" | "tcp" | "udp";
      /** @description Port numbers. */
      readonly ports?: readonly number[];
    };
    /**
     * @description What a template is for.
     * @enum {string}
     */
    readonly TemplateType: "instance" | "serverless";
    /** @description The new template. */
    readonly CreateTemplateRequest: {
      readonly template: components["schemas"]["TemplateFields"];
    };
    /** @description The template as it is to be. */
    readonly UpdateTemplateRequest: {
      readonly template: components["schemas"]["ChangedTemplate"];
    };
    /** @description A template with its id, as a whole. */
    readonly ChangedTemplate: components["schemas"]["TemplateFields"] & {
      /** @description Id of the template. */
      readonly Id: string;
    };
    /** @description Names the template. */
    readonly DeleteTemplateRequest: {
      /** @description Id of the template. */
      readonly templateId: string;
    };
    /** @description Names the template. */
    readonly TemplateIdResponse: {
      /** @description Id of the template. */
      readonly templateId?: string;
    };
    /** @description One template. */
    readonly Template: {
      /** @description Id of the template, digits. */
      readonly Id?: string;
      /** @description Name of the template. */
      readonly name?: string;
      /** @description Description for people. */
      readonly readme?: string;
      /** @description What it is for. */
      readonly type?: string;
      /** @description Who sees it. */
      readonly channel?: string;
      /** @description Container image. */
      readonly image?: string;
      /** @description Id of a registry credential. */
      readonly imageAuth?: string;
      /** @description Command that the container runs. */
      readonly startCommand?: string;
      /** @description Entrypoint in place of the image's own. */
      readonly entrypoint?: string;
      /** @description Root disk in GB. */
      readonly rootfsSize?: components["schemas"]["NumberOrString"];
      /** @description Ports by protocol. */
      readonly ports?: readonly components["schemas"]["TemplatePorts"][];
      /** @description Environment variables. */
      readonly envs?: readonly components["schemas"]["EnvVar"][];
      /** @description Lowest CUDA version. */
      readonly minCudaVersion?: string;
      /** @description Tools of the image. */
      readonly tools?: readonly Record<string, never>[];
      /** @description GPUs that the template is meant for. */
      readonly recommendCards?: readonly Record<string, never>[];
      /** @description Seen in real answers. */
      readonly volumes?: readonly unknown[];
      /** @description Seconds since 1970. */
      readonly createdAt?: components["schemas"]["NumberOrString"];
      /** @description Seconds since 1970. */
      readonly updatedAt?: components["schemas"]["NumberOrString"];
      /** @description Owner of the template. */
      readonly user?: string;
      /** @description Seen in real answers. */
      readonly uuid?: string;
      /** @description Address of a picture. */
      readonly logo?: string;
      /** @description Who created it. */
      readonly creator?: string;
      /** @description Name of that person. */
      readonly nickname?: string;
      /** @description Short description. */
      readonly description?: string;
      /** @description Seen in real answers. */
      readonly isUsed?: boolean;
      /** @description Seen in real answers. */
      readonly isCollected?: boolean;
      /** @description Seen in real answers. */
      readonly collectNum?: components["schemas"]["NumberOrString"];
      /** @description Seen in real answers. */
      readonly complaintNum?: components["schemas"]["NumberOrString"];
    };
    /** @description One template. */
    readonly GetTemplateResponse: {
      readonly template?: components["schemas"]["Template"];
    };
    /** @description One page of templates. */
    readonly ListTemplatesResponse: {
      /** @description The templates; the key is in the singular. */
      readonly template?: readonly components["schemas"]["Template"][];
      /** @description Number of templates on all pages. */
      readonly total?: components["schemas"]["NumberOrString"];
    };
    /** @description Which image to bring where. */
    readonly CreateImagePrewarmRequest: {
      /** @description Container image with its registry and tag. */
      readonly imageUrl: string;
      /** @description Id of the cluster that the image is brought to. */
      readonly clusterId: string;
      /** @description Id of a registry credential stored at Novita. */
      readonly repositoryAuth?: string;
      /** @description Ids of the products on whose hosts the image is wanted; none means all. */
      readonly productIds?: readonly string[];
      /** @description Note for people. */
      readonly note?: string;
    };
    /** @description Names the task. */
    readonly ImagePrewarmIdResponse: {
      /** @description Id of the task. */
      readonly id?: string;
    };
    /** @description What the note of a task is to be. */
    readonly UpdateImagePrewarmRequest: {
      /** @description Id of the task. */
      readonly id: string;
      /** @description Note for people. */
      readonly note?: string;
    };
    /** @description Names the tasks. */
    readonly DeleteImagePrewarmsRequest: {
      /** @description Ids of the tasks. */
      readonly ids: readonly string[];
    };
    /**
     * @description State of a prewarm task.
     * @enum {string}
     */
    readonly ImagePrewarmState: "Pending" | "Running" | "Succeeded" | "Failed";
    /** @description One prewarm task. */
    readonly ImagePrewarm: {
      /** @description Id of the task. */
      readonly id?: string;
      /** @description Name of the image. */
      readonly imageName?: string;
      /** @description Container image. */
      readonly imageUrl?: string;
      /** @description Id of a registry credential. */
      readonly repositoryAuth?: string;
      /** @description Id of the cluster. */
      readonly clusterId?: string;
      /** @description Name of that cluster. */
      readonly clusterName?: string;
      /** @description The products on whose hosts the image is wanted. */
      readonly products?: readonly {
        /** @description Id of the product. */
        readonly productId?: string;
        /** @description Name of the product. */
        readonly productName?: string;
      }[];
      /** @description Size of the image in bytes. */
      readonly imageSize?: components["schemas"]["NumberOrString"];
      /** @description When it began. */
      readonly createTime?: components["schemas"]["NumberOrString"];
      readonly state?: components["schemas"]["ImagePrewarmState"];
      /** @description When it ended. */
      readonly completeTime?: components["schemas"]["NumberOrString"];
      /** @description Note for people. */
      readonly note?: string;
      /** @description Why it failed. */
      readonly reason?: readonly string[];
    };
    /** @description One page of prewarm tasks. */
    readonly ListImagePrewarmsResponse: {
      /** @description The tasks. */
      readonly data?: readonly components["schemas"]["ImagePrewarm"][];
      /** @description Number of tasks on all pages. */
      readonly total?: components["schemas"]["NumberOrString"];
    };
    /** @description How much may be prewarmed. */
    readonly ImagePrewarmQuota: {
      /** @description Taken to be the tasks that count now. */
      readonly total?: components["schemas"]["NumberOrString"];
      /** @description Tasks that may be going on at once. */
      readonly limit?: components["schemas"]["NumberOrString"];
      /** @description Largest image in GB. */
      readonly perImageSize?: components["schemas"]["NumberOrString"];
    };
    /** @description One job. */
    readonly Job: {
      /** @description Id of the job. */
      readonly Id?: string;
      /** @description User who started it. */
      readonly user?: string;
      readonly type?: components["schemas"]["JobType"];
      /** @description Environment of the job. */
      readonly envs?: readonly components["schemas"]["EnvVar"][];
      readonly state?: components["schemas"]["JobProgress"];
      /** @description Address of the log. */
      readonly logAddress?: string;
      /** @description When it began in Unix seconds. */
      readonly createdAt?: components["schemas"]["NumberOrString"];
      /** @description Instance that it works on. */
      readonly instanceId?: string;
    };
    /** @description How a job stands. */
    readonly JobProgress: {
      readonly state?: components["schemas"]["JobState"];
      /** @description Machine-readable cause of a failure. */
      readonly error?: string;
      /** @description Cause in words. */
      readonly errorMessage?: string;
    };
    /**
     * @description State of a job.
     * @enum {string}
     */
    readonly JobState: "pulling" | "running" | "fail" | "success" | "break";
    /**
     * @description Type of a job.
     * @enum {string}
     */
    readonly JobType: "saveImage" | "instanceMigrate" | "autoInstanceMigrate";
    /** @description One page of jobs. */
    readonly ListJobsResponse: {
      /** @description The jobs on this page. */
      readonly jobs?: readonly components["schemas"]["Job"][];
      /** @description Number of jobs on all pages. */
      readonly total?: components["schemas"]["NumberOrString"];
    };
    /** @description Names the job to end. */
    readonly BreakJobRequest: {
      /** @description Id of the job. */
      readonly jobId: string;
    };
    /** @description What to save, and where to. */
    readonly SaveImageRequest: {
      readonly instanceId: components["schemas"]["InstanceId"];
      /** @description Image to push to, with its registry and tag. */
      readonly image: string;
      /** @description Id of a registry credential stored at Novita. */
      readonly registryAuthId?: string;
    };
    /** @description Names the job. */
    readonly JobIdResponse: {
      /** @description Id of the job. */
      readonly jobId?: string;
    };
    /** @description What an instance has used, over time, in percent. */
    readonly Metrics: {
      readonly cpuUtilization?: components["schemas"]["MetricSeries"];
      readonly memUtilization?: components["schemas"]["MetricSeries"];
      readonly rootDiskUtilization?: components["schemas"]["MetricSeries"];
      readonly gpuUtilization?: components["schemas"]["GpuMetric"];
      readonly gpuMemUtilization?: components["schemas"]["GpuMetric"];
    };
    /** @description Values over time. */
    readonly MetricSeries: readonly components["schemas"]["MetricValue"][];
    /** @description One value. */
    readonly MetricValue: {
      /** @description When it was taken, in Unix seconds. */
      readonly timestamp?: string;
      /** @description The value. */
      readonly value?: number;
    };
    /** @description A measure of the GPUs. */
    readonly GpuMetric: {
      readonly avg?: components["schemas"]["MetricSeries"];
      /** @description The measure of each GPU. */
      readonly gpuIds?: readonly components["schemas"]["GpuMetricOfOne"][];
    };
    /** @description The measure of one GPU. */
    readonly GpuMetricOfOne: {
      /** @description Id of the GPU. */
      readonly gpuId?: string;
      readonly items?: components["schemas"]["MetricSeries"];
    };
    /** @description What the account has left and owes, in 1/10000 USD; may be below zero. */
    readonly Balance: {
      /** @description What can be spent. */
      readonly availableBalance?: string;
      /** @description What was paid in and is not spent. */
      readonly cashBalance?: string;
      /** @description How far below zero the account may go. */
      readonly creditLimit?: string;
      /** @description What was used and is not charged yet. */
      readonly pendingCharges?: string;
      /** @description What was invoiced and is not paid. */
      readonly outstandingInvoices?: string;
    };
    /** @description The account; more fields exist, and are not known. */
    readonly User: {
      /** @description Features that are switched on; shape not known. */
      readonly allow_features?: readonly unknown[];
      /** @description Credit of the account; the unit is not known. */
      readonly credit_balance?: number;
    };
    /** @description A number, which the service often writes as a string. */
    readonly NumberOrString: string | number;
    /** @description What a failed call answers. */
    readonly ErrorResponse: {
      /** @description The HTTP status again. */
      readonly code?: number;
      /** @description Machine-readable cause; values that the page does not list occur. */
      readonly reason?: components["schemas"]["ErrorReason"] | string;
      /** @description Cause in words. */
      readonly message?: string;
      /** @description Further details; may be empty or absent. */
      readonly metadata?: {
        readonly [key: string]: unknown;
      };
    };
    /**
     * @description Causes that the error page lists for GPU instances and for the gateway. HTTP status 400 unless it is 401 (UNAUTHORIZED, FAILED_TO_AUTH), 403 (FORBIDDEN, INVALID_API_KEY, API_NOT_ALLOWED), 404 (API_NOT_FOUND), 429 (RATE_LIMIT_EXCEEDED, SEND_CODE_TOO_FAST) or 500 (UNKNOWN, WALLET_NOT_FOUND). No page lists the empty one; it was seen with the message "invalid state change".
     * @enum {string}
     */
    readonly ErrorReason:
      | ""
      | "UNKNOWN"
      | "UNAUTHORIZED"
      | "FAILED_TO_AUTH"
      | "FORBIDDEN"
      | "GET_TOKEN_FAILED"
      | "INVALID_USER_TOKEN"
      | "USER_NOT_FOUND"
      | "USER_NOT_ACTIVATED"
      | "BANNED_USER"
      | "RATE_LIMIT_EXCEEDED"
      | "SEND_CODE_TOO_FAST"
      | "VALIDATOR_PARAM"
      | "REQUEST"
      | "INVALID_COMMAND_PARAM"
      | "RESOURCE_NOT_FOUND"
      | "CONFLICT"
      | "OPERATION_LIMIT"
      | "DEPENDENT_RESOURCE_STATE"
      | "CLUSTER_STATUS"
      | "NODE_STATUS"
      | "INSUFFICIENT_RESOURCE"
      | "MIGRATE_INSUFFICIENT_RESOURCE"
      | "GPU_SPEC_USED"
      | "CREATE_INSTANCE_LIMIT"
      | "BALANCE_NOT_ENOUGH"
      | "EXPIRED_OR_BALANCE_NOT_ENOUGH"
      | "WALLET_NOT_FOUND"
      | "WALLET_UNSUPPORT_RECHARGE_METHOD"
      | "ORDER_NOT_FOUND"
      | "SAVING_PLAN_ALREADY_EXISTS"
      | "UNSUPPORTED_BILLING_MODE"
      | "PREPAID_INSTANCE_NOT_SUPPORT_RELEASE"
      | "CREATING_INSTANCE_NOT_SUPPORT_RENEWAL"
      | "INSTANCE_LOCAL_STORAGE_NOT_FOUND"
      | "NETWORK_STORAGE_TOO_LARGE"
      | "CUR_CLUSTER_NETWORK_STORAGE_NOT_SUPPORT"
      | "NETWORK_STORAGE_IN_USE"
      | "NETWORK_STORAGE_UNAVAILABLE"
      | "NETWORK_STORAGE_NOT_FOUND"
      | "IMAGE_NOT_FOUND"
      | "IMAGE_AUTH_IN_USE"
      | "NETWORK_NOT_FOUND"
      | "NETWORK_IN_USE"
      | "NETWORK_MAX_LIMIT"
      | "JOB_NOT_FOUND"
      | "TEMPLATE_NOT_FOUND"
      | "TEMPLATE_IS_PRIVATE"
      | "SERVERLESS_ENDPOINT_NOT_FOUND"
      | "SERVERLESS_WORKER_NOT_FOUND"
      | "SERVERLESS_PRODUCT_NOT_FOUND"
      | "SERVERLESS_APP_NAME_IS_EXIST"
      | "MISSING_API_KEY"
      | "INVALID_API_KEY"
      | "API_NOT_FOUND"
      | "API_NOT_ALLOWED";
  };
  responses: {
    /** @description Taken on. The body is `{}` or an object, and has been reported empty; the page documents none. */
    readonly Accepted: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly "application/json": components["schemas"]["ActionResponse"];
      };
    };
    /** @description The call cannot be done. Nearly every business error has this status: a reason that ends in _NOT_FOUND, lack of stock, a state in which the call is not possible. */
    readonly BadRequest: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly "application/json": components["schemas"]["ErrorResponse"];
      };
    };
    /** @description The API key is missing or not accepted. */
    readonly Unauthorized: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly "application/json": components["schemas"]["ErrorResponse"];
      };
    };
    /** @description The API key is not accepted, or may not do this. What stands before the service refuses a client that it does not like with the text `error code: 1010`, whatever the key. */
    readonly Forbidden: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly "application/json": components["schemas"]["ErrorResponse"];
        readonly "text/plain": string;
      };
    };
    /** @description No such path, or no such instance; the service has answered both 404 and 400 for the latter. */
    readonly NotFound: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly "application/json": components["schemas"]["ErrorResponse"];
      };
    };
    /** @description Too many calls; wait and try again. */
    readonly RateLimited: {
      headers: {
        /** @description Seconds to wait, or a date; not documented, and obeyed when sent. */
        readonly "Retry-After"?: string;
        readonly [name: string]: unknown;
      };
      content: {
        readonly "application/json": components["schemas"]["ErrorResponse"];
      };
    };
    /** @description The service or its gateway failed (500, 502, 503, 504). Whether the call took effect is not known. */
    readonly ServerError: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly "application/json": components["schemas"]["ErrorResponse"];
      };
    };
  };
  parameters: never;
  requestBodies: {
    readonly InstanceId: {
      readonly content: {
        readonly "application/json": components["schemas"]["InstanceIdRequest"];
      };
    };
  };
  headers: never;
  pathItems: never;
}
export type CreateInstanceRequest = components["schemas"]["CreateInstanceRequest"];
export type EnvVar = components["schemas"]["EnvVar"];
export type Tool = components["schemas"]["Tool"];
export type NetworkStorageMount = components["schemas"]["NetworkStorageMount"];
export type CreateInstanceResponse = components["schemas"]["CreateInstanceResponse"];
export type InstanceId = components["schemas"]["InstanceId"];
export type InstanceIdRequest = components["schemas"]["InstanceIdRequest"];
export type EditInstanceRequest = components["schemas"]["EditInstanceRequest"];
export type EditPort = components["schemas"]["EditPort"];
export type UpgradeInstanceRequest = components["schemas"]["UpgradeInstanceRequest"];
export type UpgradeNetworkVolume = components["schemas"]["UpgradeNetworkVolume"];
export type UpgradeVolumeMount = components["schemas"]["UpgradeVolumeMount"];
export type RenewInstanceRequest = components["schemas"]["RenewInstanceRequest"];
export type TransToMonthlyRequest = components["schemas"]["TransToMonthlyRequest"];
export type SetAutoRenewRequest = components["schemas"]["SetAutoRenewRequest"];
export type SetAutoMigrateRequest = components["schemas"]["SetAutoMigrateRequest"];
export type ActionResponse = components["schemas"]["ActionResponse"];
export type InstanceListItem = components["schemas"]["InstanceListItem"];
export type Instance = components["schemas"]["Instance"];
export type InstanceDetails = components["schemas"]["InstanceDetails"];
export type InstanceStatus = components["schemas"]["InstanceStatus"];
export type InstanceStatusOrOther = components["schemas"]["InstanceStatusOrOther"];
export type StatusError = components["schemas"]["StatusError"];
export type PortMapping = components["schemas"]["PortMapping"];
export type VolumeMount = components["schemas"]["VolumeMount"];
export type InstanceNetwork = components["schemas"]["InstanceNetwork"];
export type InstanceNode = components["schemas"]["InstanceNode"];
export type InstanceJob = components["schemas"]["InstanceJob"];
export type ConnectSsh = components["schemas"]["ConnectSsh"];
export type ConnectWebTerminal = components["schemas"]["ConnectWebTerminal"];
export type ConnectJupyter = components["schemas"]["ConnectJupyter"];
export type ConnectLog = components["schemas"]["ConnectLog"];
export type ListInstancesResponse = components["schemas"]["ListInstancesResponse"];
export type Product = components["schemas"]["Product"];
export type MonthlyPrice = components["schemas"]["MonthlyPrice"];
export type ListProductsResponse = components["schemas"]["ListProductsResponse"];
export type CpuProduct = components["schemas"]["CpuProduct"];
export type ListCpuProductsResponse = components["schemas"]["ListCpuProductsResponse"];
export type Cluster = components["schemas"]["Cluster"];
export type ListClustersResponse = components["schemas"]["ListClustersResponse"];
export type CreateNetworkStorageRequest = components["schemas"]["CreateNetworkStorageRequest"];
export type CreateNetworkStorageResponse = components["schemas"]["CreateNetworkStorageResponse"];
export type NetworkStorageSummary = components["schemas"]["NetworkStorageSummary"];
export type UpdateNetworkStorageRequest = components["schemas"]["UpdateNetworkStorageRequest"];
export type DeleteNetworkStorageRequest = components["schemas"]["DeleteNetworkStorageRequest"];
export type NetworkStorage = components["schemas"]["NetworkStorage"];
export type ListNetworkStoragesResponse = components["schemas"]["ListNetworkStoragesResponse"];
export type CreateNetworkRequest = components["schemas"]["CreateNetworkRequest"];
export type UpdateNetworkRequest = components["schemas"]["UpdateNetworkRequest"];
export type DeleteNetworkRequest = components["schemas"]["DeleteNetworkRequest"];
export type VpcNetwork = components["schemas"]["VpcNetwork"];
export type VpcNetworkState = components["schemas"]["VpcNetworkState"];
export type GetNetworkResponse = components["schemas"]["GetNetworkResponse"];
export type ListNetworksResponse = components["schemas"]["ListNetworksResponse"];
export type SaveRegistryAuthRequest = components["schemas"]["SaveRegistryAuthRequest"];
export type DeleteRegistryAuthRequest = components["schemas"]["DeleteRegistryAuthRequest"];
export type RegistryAuth = components["schemas"]["RegistryAuth"];
export type ListRegistryAuthsResponse = components["schemas"]["ListRegistryAuthsResponse"];
export type TemplateFields = components["schemas"]["TemplateFields"];
export type TemplatePorts = components["schemas"]["TemplatePorts"];
export type TemplateType = components["schemas"]["TemplateType"];
export type CreateTemplateRequest = components["schemas"]["CreateTemplateRequest"];
export type UpdateTemplateRequest = components["schemas"]["UpdateTemplateRequest"];
export type ChangedTemplate = components["schemas"]["ChangedTemplate"];
export type DeleteTemplateRequest = components["schemas"]["DeleteTemplateRequest"];
export type TemplateIdResponse = components["schemas"]["TemplateIdResponse"];
export type Template = components["schemas"]["Template"];
export type GetTemplateResponse = components["schemas"]["GetTemplateResponse"];
export type ListTemplatesResponse = components["schemas"]["ListTemplatesResponse"];
export type CreateImagePrewarmRequest = components["schemas"]["CreateImagePrewarmRequest"];
export type ImagePrewarmIdResponse = components["schemas"]["ImagePrewarmIdResponse"];
export type UpdateImagePrewarmRequest = components["schemas"]["UpdateImagePrewarmRequest"];
export type DeleteImagePrewarmsRequest = components["schemas"]["DeleteImagePrewarmsRequest"];
export type ImagePrewarmState = components["schemas"]["ImagePrewarmState"];
export type ImagePrewarm = components["schemas"]["ImagePrewarm"];
export type ListImagePrewarmsResponse = components["schemas"]["ListImagePrewarmsResponse"];
export type ImagePrewarmQuota = components["schemas"]["ImagePrewarmQuota"];
export type Job = components["schemas"]["Job"];
export type JobProgress = components["schemas"]["JobProgress"];
export type JobState = components["schemas"]["JobState"];
export type JobType = components["schemas"]["JobType"];
export type ListJobsResponse = components["schemas"]["ListJobsResponse"];
export type BreakJobRequest = components["schemas"]["BreakJobRequest"];
export type SaveImageRequest = components["schemas"]["SaveImageRequest"];
export type JobIdResponse = components["schemas"]["JobIdResponse"];
export type Metrics = components["schemas"]["Metrics"];
export type MetricSeries = components["schemas"]["MetricSeries"];
export type MetricValue = components["schemas"]["MetricValue"];
export type GpuMetric = components["schemas"]["GpuMetric"];
export type GpuMetricOfOne = components["schemas"]["GpuMetricOfOne"];
export type Balance = components["schemas"]["Balance"];
export type User = components["schemas"]["User"];
export type NumberOrString = components["schemas"]["NumberOrString"];
export type ErrorResponse = components["schemas"]["ErrorResponse"];
export type ErrorReason = components["schemas"]["ErrorReason"];
export type ResponseAccepted = components["responses"]["Accepted"];
export type ResponseBadRequest = components["responses"]["BadRequest"];
export type ResponseUnauthorized = components["responses"]["Unauthorized"];
export type ResponseForbidden = components["responses"]["Forbidden"];
export type ResponseNotFound = components["responses"]["NotFound"];
export type ResponseRateLimited = components["responses"]["RateLimited"];
export type ResponseServerError = components["responses"]["ServerError"];
export type RequestBodyInstanceId = components["requestBodies"]["InstanceId"];
export type $defs = Record<string, never>;
export interface operations {
  readonly createInstance: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": components["schemas"]["CreateInstanceRequest"];
      };
    };
    readonly responses: {
      /** @description The instance is queued for creation. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": components["schemas"]["CreateInstanceResponse"];
        };
      };
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly getInstance: {
    readonly parameters: {
      readonly query: {
        /** @description Id of the instance. */
        readonly instanceId: string;
      };
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The instance. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": components["schemas"]["Instance"];
        };
      };
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly listInstances: {
    readonly parameters: {
      readonly query?: {
        /** @description Number of instances on a page; the page requires it, and a call without it has been seen to work. */
        readonly pageSize?: number;
        /** @description Number of the page, required like `pageSize`; the API's pages leave open whether the first is 0 or 1, and clients use 0. */
        readonly pageNum?: number;
        /** @description Keeps instances whose name contains this text. */
        readonly name?: string;
        /** @description Keeps instances whose product name contains this text. */
        readonly productName?: string;
        /** @description Keeps instances in this status. */
        readonly status?: string;
      };
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description One page of instances. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": components["schemas"]["ListInstancesResponse"];
        };
      };
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly editInstance: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": components["schemas"]["EditInstanceRequest"];
      };
    };
    readonly responses: {
      readonly 200: components["responses"]["Accepted"];
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly startInstance: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: components["requestBodies"]["InstanceId"];
    readonly responses: {
      readonly 200: components["responses"]["Accepted"];
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly stopInstance: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: components["requestBodies"]["InstanceId"];
    readonly responses: {
      readonly 200: components["responses"]["Accepted"];
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly restartInstance: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: components["requestBodies"]["InstanceId"];
    readonly responses: {
      readonly 200: components["responses"]["Accepted"];
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly deleteInstance: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: components["requestBodies"]["InstanceId"];
    readonly responses: {
      readonly 200: components["responses"]["Accepted"];
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly upgradeInstance: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": components["schemas"]["UpgradeInstanceRequest"];
      };
    };
    readonly responses: {
      readonly 200: components["responses"]["Accepted"];
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly migrateInstance: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: components["requestBodies"]["InstanceId"];
    readonly responses: {
      readonly 200: components["responses"]["Accepted"];
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly renewInstance: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": components["schemas"]["RenewInstanceRequest"];
      };
    };
    readonly responses: {
      readonly 200: components["responses"]["Accepted"];
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly transToMonthlyInstance: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": components["schemas"]["TransToMonthlyRequest"];
      };
    };
    readonly responses: {
      readonly 200: components["responses"]["Accepted"];
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly setAutoRenew: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": components["schemas"]["SetAutoRenewRequest"];
      };
    };
    readonly responses: {
      readonly 200: components["responses"]["Accepted"];
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly setAutoMigrate: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": components["schemas"]["SetAutoMigrateRequest"];
      };
    };
    readonly responses: {
      readonly 200: components["responses"]["Accepted"];
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly listProducts: {
    readonly parameters: {
      readonly query?: {
        /** @description Keeps products offered in this cluster. */
        readonly clusterId?: string;
        /** @description Keeps products of which this many GPUs are available. */
        readonly gpuNum?: number;
        /** @description Keeps products whose name contains this text. */
        readonly productName?: string;
        /** @description Keeps products with at least this many CPU cores for each GPU. */
        readonly minCpuPerGpu?: number;
        /** @description Keeps products with at least this much memory for each GPU, in GB. */
        readonly minMemoryPerGpu?: number;
        /** @description Keeps products that allow a root disk of this size, in GB. */
        readonly minRootFSSize?: number;
        /** @description Keeps products offered in this billing mode. */
        readonly billingMethod?: "onDemand" | "monthly" | "spot";
      };
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The GPU products. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": components["schemas"]["ListProductsResponse"];
        };
      };
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly listCpuProducts: {
    readonly parameters: {
      readonly query?: {
        /** @description Keeps products offered in this cluster. */
        readonly clusterId?: string;
        /** @description Keeps products whose name contains this text. */
        readonly productName?: string;
      };
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The CPU products. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": components["schemas"]["ListCpuProductsResponse"];
        };
      };
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly listClusters: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The clusters. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": components["schemas"]["ListClustersResponse"];
        };
      };
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly createNetworkStorage: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": components["schemas"]["CreateNetworkStorageRequest"];
      };
    };
    readonly responses: {
      /** @description The storage exists. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": components["schemas"]["CreateNetworkStorageResponse"];
        };
      };
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly listNetworkStorages: {
    readonly parameters: {
      readonly query?: {
        /** @description Keeps the storage with this id. */
        readonly storageId?: string;
        /** @description Keeps storages whose name contains this text. */
        readonly storageName?: string;
        /** @description Number of storages on a page; a call without it gives all. */
        readonly pageSize?: number;
        /** @description Number of the page; clients count from 0 and from 1, and both are the first page. */
        readonly pageNo?: number;
      };
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The network storages. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": components["schemas"]["ListNetworkStoragesResponse"];
        };
      };
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly updateNetworkStorage: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": components["schemas"]["UpdateNetworkStorageRequest"];
      };
    };
    readonly responses: {
      readonly 200: components["responses"]["Accepted"];
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly deleteNetworkStorage: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": components["schemas"]["DeleteNetworkStorageRequest"];
      };
    };
    readonly responses: {
      readonly 200: components["responses"]["Accepted"];
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly createNetwork: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": components["schemas"]["CreateNetworkRequest"];
      };
    };
    readonly responses: {
      /** @description The network is being created. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": components["schemas"]["GetNetworkResponse"];
        };
      };
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly getNetwork: {
    readonly parameters: {
      readonly query: {
        /** @description Id of the network. */
        readonly networkId: string;
      };
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The network. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": components["schemas"]["GetNetworkResponse"];
        };
      };
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly listNetworks: {
    readonly parameters: {
      readonly query?: {
        /** @description Number of networks on a page. */
        readonly pageSize?: number;
        /** @description Number of the page; clients count from 0 and from 1. */
        readonly pageNum?: number;
        /** @description Keeps networks whose name contains this text. */
        readonly name?: string;
        /** @description Keeps networks that these users created. */
        readonly creators?: string;
      };
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description One page of networks. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": components["schemas"]["ListNetworksResponse"];
        };
      };
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly updateNetwork: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": components["schemas"]["UpdateNetworkRequest"];
      };
    };
    readonly responses: {
      readonly 200: components["responses"]["Accepted"];
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly deleteNetwork: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": components["schemas"]["DeleteNetworkRequest"];
      };
    };
    readonly responses: {
      readonly 200: components["responses"]["Accepted"];
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly saveRegistryAuth: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": components["schemas"]["SaveRegistryAuthRequest"];
      };
    };
    readonly responses: {
      readonly 200: components["responses"]["Accepted"];
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly listRegistryAuths: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The credentials. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": components["schemas"]["ListRegistryAuthsResponse"];
        };
      };
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly deleteRegistryAuth: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": components["schemas"]["DeleteRegistryAuthRequest"];
      };
    };
    readonly responses: {
      readonly 200: components["responses"]["Accepted"];
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly createTemplate: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": components["schemas"]["CreateTemplateRequest"];
      };
    };
    readonly responses: {
      /** @description The template exists. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": components["schemas"]["TemplateIdResponse"];
        };
      };
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly getTemplate: {
    readonly parameters: {
      readonly query: {
        /** @description Id of the template. */
        readonly templateId: string;
      };
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The template. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": components["schemas"]["GetTemplateResponse"];
        };
      };
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly listTemplates: {
    readonly parameters: {
      readonly query: {
        /** @description Whose templates. */
        readonly channel: "official" | "community" | "private";
        /** @description Whether it is about the account's own templates; true for private ones. */
        readonly isMyCommunity: boolean;
        /** @description Number of templates on a page. */
        readonly pageSize?: number;
        /** @description Number of the page; clients count from 0 and from 1. */
        readonly pageNum?: number;
        /** @description Keeps templates whose name contains this text. */
        readonly name?: string;
        /** @description Keeps templates of this type. */
        readonly type?: components["schemas"]["TemplateType"];
      };
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description One page of templates. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": components["schemas"]["ListTemplatesResponse"];
        };
      };
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly updateTemplate: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": components["schemas"]["UpdateTemplateRequest"];
      };
    };
    readonly responses: {
      /** @description The template is changed. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": components["schemas"]["TemplateIdResponse"];
        };
      };
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly deleteTemplate: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": components["schemas"]["DeleteTemplateRequest"];
      };
    };
    readonly responses: {
      /** @description The template is gone. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": components["schemas"]["TemplateIdResponse"];
        };
      };
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly listImagePrewarms: {
    readonly parameters: {
      readonly query?: {
        /** @description Number of the page; the first is 1. */
        readonly page?: number;
        /** @description Number of tasks on a page. */
        readonly pageSize?: number;
        /** @description Keeps tasks in this state. */
        readonly state?: components["schemas"]["ImagePrewarmState"];
        /** @description Keeps tasks of this cluster. */
        readonly clusterId?: string;
        /** @description Keeps tasks whose image name contains this text. */
        readonly name?: string;
      };
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description One page of tasks. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": components["schemas"]["ListImagePrewarmsResponse"];
        };
      };
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly createImagePrewarm: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": components["schemas"]["CreateImagePrewarmRequest"];
      };
    };
    readonly responses: {
      /** @description The task has started. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": components["schemas"]["ImagePrewarmIdResponse"];
        };
      };
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly updateImagePrewarm: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": components["schemas"]["UpdateImagePrewarmRequest"];
      };
    };
    readonly responses: {
      readonly 200: components["responses"]["Accepted"];
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly deleteImagePrewarms: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": components["schemas"]["DeleteImagePrewarmsRequest"];
      };
    };
    readonly responses: {
      readonly 200: components["responses"]["Accepted"];
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly getImagePrewarmQuota: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The quota. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": components["schemas"]["ImagePrewarmQuota"];
        };
      };
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly listJobs: {
    readonly parameters: {
      readonly query?: {
        /** @description Number of jobs on a page. */
        readonly pageSize?: number;
        /** @description Number of the page. */
        readonly pageNum?: number;
        /** @description Keeps the job with this id. */
        readonly jobId?: string;
        /** @description Keeps jobs in this state. */
        readonly state?: components["schemas"]["JobState"];
        /** @description Keeps jobs of this type. */
        readonly type?: components["schemas"]["JobType"];
        /** @description Keeps jobs created from this time on, in Unix seconds. */
        readonly startTime?: number;
        /** @description Keeps jobs created up to this time, in Unix seconds. */
        readonly endTime?: number;
        /** @description Keeps jobs that these users created. */
        readonly creators?: string;
      };
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description One page of jobs. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": components["schemas"]["ListJobsResponse"];
        };
      };
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly breakJob: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": components["schemas"]["BreakJobRequest"];
      };
    };
    readonly responses: {
      /** @description The job is to end. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": components["schemas"]["JobIdResponse"];
        };
      };
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly saveImage: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        readonly "application/json": components["schemas"]["SaveImageRequest"];
      };
    };
    readonly responses: {
      /** @description The job has started. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": components["schemas"]["JobIdResponse"];
        };
      };
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly getMetrics: {
    readonly parameters: {
      readonly query: {
        /** @description Id of the instance. */
        readonly instanceId: string;
        /** @description Begin of the series, in Unix seconds. */
        readonly startTime?: string;
        /** @description End of the series, in Unix seconds, at least a minute after its begin. */
        readonly endTime?: string;
        /** @description Seconds between two values, more than 15. */
        readonly interval?: string;
      };
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The series. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": components["schemas"]["Metrics"];
        };
      };
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly getBalance: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The balance. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": components["schemas"]["Balance"];
        };
      };
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
  readonly getUser: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The account. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly "application/json": components["schemas"]["User"];
        };
      };
      readonly 400: components["responses"]["BadRequest"];
      readonly 401: components["responses"]["Unauthorized"];
      readonly 403: components["responses"]["Forbidden"];
      readonly 404: components["responses"]["NotFound"];
      readonly 429: components["responses"]["RateLimited"];
      readonly "5XX": components["responses"]["ServerError"];
    };
  };
}
