resource datasets "novita:index:NetworkStorage" {
  clusterId = "us-ca-6"
  size      = 100
}

resource trainer "novita:index:GpuInstance" {
  productId       = "4090.16c62g.os"
  gpuNum          = 1
  rootfsSize      = 60
  imageUrl        = "pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime"
  clusterId       = datasets.clusterId
  networkStorages = [{ id = datasets.id, mountPoint = "/data" }]
}
