/** The API as a table: one row an operation. Knows the world and its rules, nothing of HTTP, faults or logs. */
import { balance, user } from "./account/account";
import { create } from "./instances/create";
import { edit } from "./instances/edit";
import { get } from "./instances/get";
import { list } from "./instances/list";
import { metrics } from "./instances/metrics";
import { migrate, remove, restart, start, stop } from "./instances/power";
import { renew, setAutoMigrate, setAutoRenew, transToMonthly } from "./instances/subscription";
import { upgrade } from "./instances/upgrade";
import { jobBreak, jobs, saveImage } from "./jobs/jobs";
import { clusters } from "./offers/clusters";
import { authList, networkGet, storageList } from "./offers/holdings";
import { cpuProducts, products } from "./offers/products";
import type { Operation } from "./operation";

export const operations: readonly Operation[] = [
  create,
  get,
  list,
  edit,
  start,
  stop,
  restart,
  remove,
  upgrade,
  migrate,
  renew,
  transToMonthly,
  setAutoRenew,
  setAutoMigrate,
  metrics,
  products,
  cpuProducts,
  clusters,
  storageList,
  networkGet,
  authList,
  jobs,
  jobBreak,
  saveImage,
  balance,
  user,
];
