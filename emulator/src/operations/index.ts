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
import { networkCreate, networkDelete, networkGet, networkList, networkUpdate } from "./networks/networks";
import { clusters } from "./offers/clusters";
import { cpuProducts, products } from "./offers/products";
import type { Operation } from "./operation";
import { prewarmCreate, prewarmDelete, prewarmEdit, prewarmList, prewarmQuota } from "./prewarms/prewarms";
import { authDelete, authList, authSave } from "./registryAuths/registryAuths";
import { storageCreate, storageDelete, storageList, storageUpdate } from "./storages/storages";
import {
  templateCreate,
  templateDelete,
  templateGet,
  templateList,
  templateUpdate,
} from "./templates/templates";

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
  storageCreate,
  storageList,
  storageUpdate,
  storageDelete,
  authSave,
  authList,
  authDelete,
  networkCreate,
  networkGet,
  networkList,
  networkUpdate,
  networkDelete,
  templateCreate,
  templateGet,
  templateList,
  templateUpdate,
  templateDelete,
  prewarmCreate,
  prewarmList,
  prewarmEdit,
  prewarmDelete,
  prewarmQuota,
  jobs,
  jobBreak,
  saveImage,
  balance,
  user,
];
