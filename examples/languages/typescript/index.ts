import * as pulumi from "@pulumi/pulumi";
import * as novita from "pulumi-novita-sdk";

const trainer = new novita.GpuInstance("trainer", {
    productId: "4090.16c62g.os",
    gpuNum: 1,
    rootfsSize: 60,
    imageUrl: "pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime",
    ports: "22/tcp,8888/http",
    envs: [{
        key: "MODE",
        value: "train",
    }],
    lifecycle: {
        maxHourlyPrice: 2,
    },
});
export const id = trainer.id;
export const status = trainer.status;
export const endpoints = trainer.endpoints;
export const hourlyPrice = trainer.hourlyPrice;
