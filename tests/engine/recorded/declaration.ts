/** What the recorded states declare. Never changed: states of past releases hold it. */
export const recordedArgs = {
  productId: "4090.16c62g.os",
  gpuNum: 1,
  rootfsSize: 60,
  imageUrl: "nginx:1.27",
  imageAuth: "robot:recorded-password",
  ports: "22/tcp, 8888/http",
  envs: [{ key: "TOKEN", value: "recorded-token" }],
  lifecycle: { maxHourlyPrice: 2, timeouts: { create: "20m" } },
};
