"use strict";
/** What a check adds to the arguments of an instance. */
exports.chosen = { kind: "gpu", billingMode: "onDemand", autoRenew: false };

/** What an instance has beside its inputs. */
exports.made = {
  name: "worker-1-29030ea079f726",
  clusterId: "us-ca-6",
  clusterName: "US-CA-06 (California)",
  createdAt: "2026-01-01T00:00:00Z",
  endpoints: [{ port: 80, protocol: "http", address: "https://0a1b2c3d-80.us-ca-6.gpu-instance.novita.ai" }],
  hourlyPrice: 0.35,
  productName: "RTX 4090 24GB",
  sshCommand: "ssh root@proxy.us-ca-6.gpu-instance.novita.ai -p 34567",
  sshPassword: "0a1b2c3d4e5f",
  status: "running",
};
