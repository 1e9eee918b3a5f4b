"""Things of the emulator that a request can name, instances and others, so that more than "no such thing" is tried."""

import json
import random
import urllib.error
import urllib.request
import zlib
from collections import deque
from pathlib import Path

API = "/gpu-instance/openapi/v1"
CATALOGUE = Path(__file__).parents[3] / "emulator" / "catalogue.json"
JSON_TYPE = {"content-type": "application/json"}

MOST_MADE = 50
SETTLED = ["running", "exited"]
STATUSES = [*SETTLED, "pending", "toCreate", "pulling", "stopping", "resetting", "migrating", "freezing"]
ROLES = ["onDemand", "spot", "monthly", "cpu"]

# Which instances an operation can succeed for, and in which states.
FITTING = {
    "startInstance": (ROLES, ["exited"]),
    "stopInstance": (ROLES, ["running"]),
    "restartInstance": (ROLES, ["running"]),
    "editInstance": (["onDemand", "spot", "monthly"], SETTLED),
    "upgradeInstance": (ROLES, SETTLED),
    "migrateInstance": (ROLES, SETTLED),
    "deleteInstance": (ROLES, STATUSES),
    "renewInstance": (["monthly"], SETTLED),
    "transToMonthlyInstance": (["onDemand"], SETTLED),
    "setAutoRenew": (["monthly"], STATUSES),
    "saveImage": (ROLES, ["exited"]),
}
# Which other things an operation is about; each call is given one that was just made.
ABOUT = {
    "updateNetworkStorage": "networkStorage",
    "deleteNetworkStorage": "networkStorage",
    "deleteRegistryAuth": "registryAuth",
    "getNetwork": "network",
    "updateNetwork": "network",
    "deleteNetwork": "network",
    "getTemplate": "template",
    "updateTemplate": "template",
    "deleteTemplate": "template",
    "updateImagePrewarm": "imagePrewarm",
    "deleteImagePrewarms": "imagePrewarm",
}
TEMPLATE = {"name": "fuzzed", "type": "instance", "channel": "private", "image": "ubuntu:22.04", "rootfsSize": 60}
# How a thing is made, in a cluster that has everything.
MAKING = {
    "networkStorage": ("/networkstorage/create", {"storageName": "fuzzed", "storageSize": 10}),
    "registryAuth": ("/repository/auth/save", {"name": "fuzzed", "username": "user", "password": "word"}),
    "network": ("/network/create", {"name": "fuzzed"}),
    "template": ("/template/create", {"template": TEMPLATE}),
    "imagePrewarm": ("/image/prewarm", {"imageUrl": "ubuntu:22.04"}),
}
# More of a kind are taken away again, or the account would have too many.
MOST_OF_A_KIND = 3
GPU_ONLY = ["gpuNum", "rootfsSize", "month", "billingMode", "autoRenew", "autoRenewMonth", "minCudaVersion"]
CPU_ONLY = ["localStorageMountPoint"]
PORTS = ["", "80/http", "22/tcp", "22/tcp, 8888/http", "80/http,80/tcp"]
VERSIONS = ["", "11.8", "12.4", "99.9"]
TOOLS = [[], [{"name": "Jupyter", "port": "8888", "type": "http"}]]
EDIT_PORTS = [[], [{"port": 80, "type": "http"}], [{"port": 80, "type": "http"}, {"port": 22, "type": "tcp"}]]


class Stage:
    """What is there to be named. Everything is chosen by what a request holds, so that a request is met alike each time."""

    def __init__(self, origin: str, key: str) -> None:
        self._origin = origin
        self._key = key
        self._instances: dict[str, list[str]] = {role: [] for role in ROLES}
        self._made: deque[str] = deque()

    def open(self) -> None:
        """Makes the instances, with money and stock for many more."""
        catalogue = json.loads(CATALOGUE.read_text("utf8"))
        self._storages = [storage["storageId"] for storage in catalogue["networkStorages"]]
        self._networks = [network["id"] for network in catalogue["networks"]]
        self._clusters = self._call("GET", "/clusters")["data"]
        self._cpu_products = [product["id"] for product in self._call("GET", "/cpu/products")["data"]]
        self._products = {
            mode: self._call("GET", f"/products?billingMethod={mode}")["data"] for mode in ["onDemand", "spot", "monthly"]
        }
        everything = {product["id"] for products in self._products.values() for product in products}
        self._control("/options", {"balance": 10**9, "stock": dict.fromkeys([*everything, *self._cpu_products], 10**6)})
        for role in ROLES:
            self._instances[role] = [self._create(role) for _ in range(3)]

    def dress(self, operation_id: str, request: dict, in_sequence: bool) -> dict:
        """A request, body or query, that names existing things for most of the well-formed names that it holds.

        A request of a sequence keeps what it has from the answer to an earlier one.
        """
        rng = random.Random(zlib.crc32(json.dumps(request, sort_keys=True, default=str).encode()))
        dressed = _as_read(request)
        for field, value in dressed.items():
            choose = self._choice(field)
            if choose is None or not _is_name(value) or (in_sequence and self._knows(value)):
                continue
            if rng.random() < 0.9:
                dressed[field] = choose(operation_id, rng)
        if operation_id in ABOUT and isinstance(dressed.get("template"), dict) and rng.random() < 0.9:
            if _is_name(dressed["template"].get("Id")):
                dressed["template"]["Id"] = self._thing(ABOUT[operation_id])
        if operation_id == "createImagePrewarm" and _is_name(dressed.get("productIds")):
            dressed["productIds"] = [self._products["onDemand"][0]["id"]]
        if operation_id in ("createNetwork", "createImagePrewarm"):
            self._make_room("network" if operation_id == "createNetwork" else "imagePrewarm")
        if operation_id in ("createNetworkStorage", "updateNetworkStorage"):
            _replace(dressed, rng, {"storageSize": [10, 500, 20_000]})
        if operation_id == "createInstance":
            self._order(dressed, rng)
        if operation_id == "editInstance":
            _replace(dressed, rng, {"ports": EDIT_PORTS, "expandRootDisk": [0, 1, 5]})
        if operation_id == "upgradeInstance" and isinstance(dressed.get("networkVolume"), dict) and rng.random() < 0.7:
            dressed["networkVolume"] = {"volumeMounts": []}
        return dressed

    def made(self, instance_id: str) -> None:
        """Takes the oldest of the instances away that requests have made, or the account would have too many."""
        self._made.append(instance_id)
        if len(self._made) > MOST_MADE:
            self._control(f"/instances/{self._made.popleft()}", {"remove": True})

    def _knows(self, name) -> bool:
        return name in self._made or any(name in ids for ids in self._instances.values())

    def _choice(self, field: str):
        about = lambda operation, _: self._thing(ABOUT[operation])
        return {
            "instanceId": self._instance,
            "instanceIds": lambda operation, rng: [self._instance(operation, rng) for _ in range(rng.randint(1, 3))],
            "jobId": self._job,
            "clusterId": self._cluster,
            "networkId": lambda operation, rng: (
                self._thing("network") if operation in ABOUT else rng.choice(["", "", *self._networks])
            ),
            "storageId": lambda operation, rng: (
                self._thing("networkStorage") if operation in ABOUT else rng.choice(self._storages)
            ),
            "templateId": about,
            "id": about,
            "ids": lambda operation, _: [self._thing(ABOUT[operation])],
        }.get(field)

    def _cluster(self, operation_id: str, rng: random.Random) -> str:
        """Any cluster, or none where none may be named; half of the time one that has everything."""
        clusters = [cluster["id"] for cluster in self._clusters]
        if operation_id.startswith("create") and operation_id != "createInstance":
            return rng.choice([*clusters, *([self._whole_cluster()] * len(clusters))])
        return rng.choice(["", *clusters])

    def _whole_cluster(self) -> str:
        return next(
            one["id"] for one in self._clusters if one["supportNetworkStorage"] and one["supportInstanceNetwork"]
        )

    def _thing(self, kind: str) -> str:
        """A new one of this kind. Its id is asked of the control side: not every create tells it."""
        self._make_room(kind)
        path, body = MAKING[kind]
        self._call("POST", path, body if kind in ("registryAuth", "template") else {"clusterId": self._whole_cluster(), **body})
        return self._alive(kind)[-1]["id"]

    def _make_room(self, kind: str) -> None:
        for one in self._alive(kind)[:-MOST_OF_A_KIND]:
            self._control(f"/resources/{one['id']}", {"remove": True})

    def _alive(self, kind: str) -> list[dict]:
        everything = self._send("GET", "/_emulator/resources", None, {})
        return [one for one in everything if one["kind"] == kind and one["live"]]

    def _instance(self, operation_id: str, rng: random.Random) -> str:
        roles, statuses = FITTING.get(operation_id, (ROLES, STATUSES))
        role = rng.choice(roles)
        at = rng.randrange(len(self._instances[role]))
        status = rng.choice(statuses if rng.random() < 0.8 else STATUSES)
        instance_id = self._instances[role][at]
        if operation_id == "transToMonthlyInstance":
            # Works only once.
            self._control(f"/instances/{instance_id}", {"remove": True})
        if self._control(f"/instances/{instance_id}", {"status": status}) is None:
            # It is gone: another one takes its place.
            instance_id = self._instances[role][at] = self._create(role)
            self._control(f"/instances/{instance_id}", {"status": status})
        return instance_id

    def _job(self, _operation_id: str, rng: random.Random) -> str:
        instance_id = self._instance("saveImage", rng)
        saved = self._call("POST", "/job/save/image", {"instanceId": instance_id, "image": "registry.example/a:1"})
        return (saved or {}).get("jobId", instance_id)

    def _order(self, order: dict, rng: random.Random) -> None:
        """Makes most orders ones that can be carried out: the product is of the kind, the cluster has it."""
        # Not read for the other kind, and raised if it is too small: whatever stands there is no mistake.
        for field in GPU_ONLY if order.get("kind") == "cpu" else CPU_ONLY:
            order.pop(field, None)
        if type(order.get("rootfsSize")) is int:
            order["rootfsSize"] = max(10, order["rootfsSize"])
        if rng.random() < 0.1:
            return
        _replace(order, rng, {"ports": PORTS, "tools": TOOLS, "minCudaVersion": VERSIONS, "imageAuth": ["", "user:word"]})
        for storage in order.get("networkStorages") or [] if isinstance(order.get("networkStorages"), list) else []:
            if isinstance(storage, dict) and "Id" in storage:
                storage["Id"] = rng.choice(self._storages)
        if order.get("networkStorages") and rng.random() < 0.7:
            order["networkStorages"] = []
        if not _is_name(order.get("productId")):
            return
        if order.get("kind") == "cpu":
            order["productId"] = rng.choice(self._cpu_products)
            return
        monthly = isinstance(order.get("month"), int) and order["month"] > 0
        mode = "monthly" if monthly else str(order.get("billingMode"))
        product = rng.choice(self._products.get(mode, self._products["onDemand"]))
        order["productId"] = product["id"]
        if isinstance(order.get("rootfsSize"), int) and order["rootfsSize"] >= 10 and rng.random() < 0.8:
            order["rootfsSize"] = min(order["rootfsSize"], int(product["maxRootFS"]))
        if isinstance(order.get("clusterId"), str) and rng.random() < 0.7:
            having = [cluster["id"] for cluster in self._clusters if cluster["name"] in product["regions"]]
            order["clusterId"] = rng.choice(["", *having])

    def _create(self, role: str) -> str:
        if role == "cpu":
            order = {"kind": "cpu", "productId": self._cpu_products[0]}
        else:
            product = self._products[role][0]["id"]
            term = {"month": 3} if role == "monthly" else {}
            order = {"kind": "gpu", "productId": product, "gpuNum": 1, "rootfsSize": 60, "billingMode": role, **term}
        return self._call("POST", "/gpu/instance/create", {"imageUrl": "ubuntu:22.04", **order})["id"]

    def _call(self, method: str, path: str, body: dict | None = None):
        return self._send(method, API + path, body, {"authorization": f"Bearer {self._key}"})

    def _control(self, path: str, body: dict):
        return self._send("POST", "/_emulator" + path, body, {})

    def _send(self, method: str, path: str, body: dict | None, headers: dict):
        """The answer's JSON; None for a refusal."""
        data = None if body is None else json.dumps(body).encode()
        url = self._origin + path
        request = urllib.request.Request(url, data=data, method=method, headers={**JSON_TYPE, **headers})
        try:
            with urllib.request.urlopen(request, timeout=10) as response:
                return json.loads(response.read() or b"{}")
        except urllib.error.HTTPError as error:
            if error.code >= 500:
                raise
            return None


def _as_read(value):
    """Without what is null: the service reads it as absent."""
    if isinstance(value, dict):
        return {name: _as_read(item) for name, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_as_read(item) for item in value]
    return value


def _is_name(value) -> bool:
    if isinstance(value, list):
        return len(value) > 0 and all(_is_name(item) for item in value)
    return isinstance(value, str) and 1 <= len(value) <= 255


def _replace(request: dict, rng: random.Random, choices: dict) -> None:
    """Puts a plausible value in place of one of the same JSON type."""
    for field, values in choices.items():
        if field in request and type(request[field]) is type(values[0]) and rng.random() < 0.8:
            request[field] = rng.choice(values)
