// Generated from provider/api/novita.openapi.yaml, provider/resources/gpuInstance/lifecycle.schema.yaml, provider/resources/gpuInstance/outputs.schema.yaml and provider/resources/gpuInstance/methods.schema.yaml by `npm run generate`; do not edit.

import * as pulumi from "@pulumi/pulumi";
import type {
  EnvVar,
  Tool,
  NetworkStorageMount,
  Lifecycle,
  Endpoint,
  Placement,
} from "../../../../provider/resources/gpuInstance/generated/inputs";

/** The outputs of a GpuInstance. */
export abstract class GpuInstanceOutputs extends pulumi.dynamic.Resource {
  /** Name of the instance. At most 255 characters. A change replaces the instance. */
  declare readonly name: pulumi.Output<string>;

  /** Id of the hardware product to rent, from the product list. 1 to 255 characters. A change replaces the instance. */
  declare readonly productId: pulumi.Output<string>;

  /** Number of GPUs. 1 to 8. Only for kind `gpu`. A change replaces the instance. */
  declare readonly gpuNum: pulumi.Output<number | undefined>;

  /** Size of the root disk in GB; the product may allow less, and it can grow but not shrink. 10 to 6144. Only for kind `gpu`. Growing is made in place; shrinking replaces the instance. */
  declare readonly rootfsSize: pulumi.Output<number | undefined>;

  /** Container image to run. 1 to 500 characters. A change is made in place and resets the instance. */
  declare readonly imageUrl: pulumi.Output<string>;

  /** Registry credential for a private image, written `username:password`. At most 10239 characters. A change replaces the instance. Secret. */
  declare readonly imageAuth: pulumi.Output<string | undefined>;

  /** Id of a registry credential stored at Novita, for a private image. A change is made in place and resets the instance. */
  declare readonly imageAuthId: pulumi.Output<string | undefined>;

  /** Ports to open, as a comma-separated list of `port/protocol` with protocol `http` or `tcp`, such as `80/http,22/tcp`; ports are 1 to 65535 without 2222, 2223 and 2224, and at most 15 together with those of `tools`. A change is made in place. */
  declare readonly ports: pulumi.Output<string | undefined>;

  /** Environment variables of the container. At most 100 entries. A change is made in place and resets the instance. Secret. */
  declare readonly envs: pulumi.Output<EnvVar[] | undefined>;

  /** Tools of the official images to switch on; their ports count towards the 15 that may be open. A change replaces the instance. */
  declare readonly tools: pulumi.Output<Tool[] | undefined>;

  /** Command that the container starts with. At most 2047 characters. A change is made in place and resets the instance. */
  declare readonly command: pulumi.Output<string | undefined>;

  /** Entrypoint of the container, in place of the image's own. At most 2047 characters. A change is made in place and resets the instance. */
  declare readonly entrypoint: pulumi.Output<string | undefined>;

  /** Id of the cluster to run in; the service picks one when it is left out. A change replaces the instance. */
  declare readonly clusterId: pulumi.Output<string | undefined>;

  /** Path in the container where the local disk of a CPU instance appears. Default: `/workspace`. Only for kind `cpu`. A change replaces the instance. */
  declare readonly localStorageMountPoint: pulumi.Output<string | undefined>;

  /** Network storage to mount, from the cluster that the instance runs in. At most 30 entries. A change is made in place and resets the instance. */
  declare readonly networkStorages: pulumi.Output<NetworkStorageMount[] | undefined>;

  /** Id of the private network (VPC) to join; leave it out for none. A change replaces the instance. */
  declare readonly networkId: pulumi.Output<string | undefined>;

  /** Kind of instance; a `cpu` instance takes a CPU product and no GPU, disk size or billing fields. Default: `gpu`. A change replaces the instance. */
  declare readonly kind: pulumi.Output<"gpu" | "cpu">;

  /** Months to subscribe for; 0 is pay-as-you-go, and more than 0 makes the instance `monthly`. At least 0. Only for kind `gpu`. More months are added in place; fewer replace the instance. */
  declare readonly month: pulumi.Output<number | undefined>;

  /** How the instance is paid for: by use, by the month, or by use at spot price and reclaimable. Default: `onDemand`. Only for kind `gpu`. From `onDemand` to `monthly` is made in place; any other change replaces the instance. */
  declare readonly billingMode: pulumi.Output<"onDemand" | "monthly" | "spot" | undefined>;

  /** Whether a monthly subscription renews itself; counts only when billing is monthly. Default: `false`. Only for kind `gpu`. A change is made in place. */
  declare readonly autoRenew: pulumi.Output<boolean | undefined>;

  /** Months that each automatic renewal adds; counts only when billing is monthly and `autoRenew` is on. 1 to 12. Only for kind `gpu`. A change is made in place. */
  declare readonly autoRenewMonth: pulumi.Output<number | undefined>;

  /** Lowest CUDA version that the host must support, such as `12.4`. At most 255 characters. Only for kind `gpu`. A change replaces the instance. */
  declare readonly minCudaVersion: pulumi.Output<string | undefined>;

  /** Options of the provider itself; a change to one of them alone neither resets nor replaces the instance. */
  declare readonly lifecycle: pulumi.Output<Lifecycle | undefined>;

  /** Novita's word for the state of the instance, such as `running` or `exited`. */
  declare readonly status: pulumi.Output<string | undefined>;

  /** Why the instance fails, in Novita's words; absent while it does not. */
  declare readonly statusMessage: pulumi.Output<string | undefined>;

  /** Where each open port is reached from outside. */
  declare readonly endpoints: pulumi.Output<Endpoint[] | undefined>;

  /** Command that logs in by SSH; it may carry the password. Secret. */
  declare readonly sshCommand: pulumi.Output<string | undefined>;

  /** Password for SSH. Secret. */
  declare readonly sshPassword: pulumi.Output<string | undefined>;

  /** Address of the notebook, if the instance has the tool `Jupyter`. */
  declare readonly jupyterUrl: pulumi.Output<string | undefined>;

  /** Cluster that the instance runs in. */
  declare readonly clusterName: pulumi.Output<string | undefined>;

  /** Name of the product that is rented, such as `RTX 4090 24GB`. */
  declare readonly productName: pulumi.Output<string | undefined>;

  /** Which of the declared choices the instance is, if `lifecycle.alternatives` are declared. */
  declare readonly placement: pulumi.Output<Placement | undefined>;

  /** Price of the whole instance in USD an hour; a monthly price is spread over 730 hours a month. Of a stopped one what its root disk costs. */
  declare readonly hourlyPrice: pulumi.Output<number | undefined>;

  /** When the instance was created, as RFC 3339. */
  declare readonly createdAt: pulumi.Output<string | undefined>;

  /** When Novita deletes the stopped instance with its data, as RFC 3339; absent while it runs. */
  declare readonly releaseDataAt: pulumi.Output<string | undefined>;

  /** Novita's word for the capacity of a spot instance, `running`, `notified`, `reclaiming` or `terminated`; absent for other billing modes. */
  declare readonly spotStatus: pulumi.Output<string | undefined>;

  /** When the capacity of a spot instance is taken back, or was, as RFC 3339; absent if that is not announced. */
  declare readonly spotReclaimTime: pulumi.Output<string | undefined>;
}
