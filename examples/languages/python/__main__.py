import pulumi
import pulumi_novita as novita

trainer = novita.GpuInstance("trainer",
    product_id="4090.16c62g.os",
    gpu_num=1,
    rootfs_size=60,
    image_url="pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime",
    ports="22/tcp,8888/http",
    envs=[{
        "key": "MODE",
        "value": "train",
    }],
    lifecycle={
        "max_hourly_price": float(2),
    })
pulumi.export("id", trainer.id)
pulumi.export("status", trainer.status)
pulumi.export("endpoints", trainer.endpoints)
pulumi.export("hourlyPrice", trainer.hourly_price)
