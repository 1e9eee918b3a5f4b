resource training "novita:index:Network" {
  clusterId = "us-ca-6"
}

resource trainer "novita:index:GpuInstance" {
  productId  = "4090.16c62g.os"
  gpuNum     = 1
  rootfsSize = 60
  imageUrl   = "pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime"
  networkId  = training.id
}
