/** The API as a table: one row an operation. Knows the world and its rules, nothing of HTTP, faults or logs. */
import { clusters } from "./clusters";
import { create } from "./create";
import { edit } from "./edit";
import { get } from "./get";
import { authList, networkGet, storageList } from "./holdings";
import { jobs } from "./jobs";
import { list } from "./list";
import type { Operation } from "./operation";
import { migrate, remove, restart, start, stop } from "./power";
import { cpuProducts, products } from "./products";
import { renew, setAutoMigrate, setAutoRenew, transToMonthly } from "./subscription";
import { upgrade } from "./upgrade";

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
  products,
  cpuProducts,
  clusters,
  storageList,
  networkGet,
  authList,
  jobs,
];
