// What the SDK and its examples use of Pulumi's package for .NET, version 3, with nothing behind it: enough to check types
// where that package cannot be had. With `dotnet` on PATH the SDK is compiled against the package itself, and without this.

using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading.Tasks;

namespace Pulumi
{
    public class Input<T>
    {
        public static implicit operator Input<T>(T value) => throw null!;
        public static implicit operator Input<T>(Output<T> value) => throw null!;
        public static implicit operator Output<T>(Input<T> input) => throw null!;
    }

    public sealed class InputList<T> : Input<ImmutableArray<T>>, IEnumerable
    {
        public void Add(params Input<T>[] inputs) => throw null!;
        IEnumerator IEnumerable.GetEnumerator() => throw null!;

        public static implicit operator InputList<T>(T value) => throw null!;
        public static implicit operator InputList<T>(Output<T> value) => throw null!;
        public static implicit operator InputList<T>(Input<T> value) => throw null!;
        public static implicit operator InputList<T>(T[] values) => throw null!;
        public static implicit operator InputList<T>(Input<T>[] values) => throw null!;
        public static implicit operator InputList<T>(Output<T>[] values) => throw null!;
        public static implicit operator InputList<T>(Output<ImmutableArray<T>> values) => throw null!;
    }

    public sealed class InputUnion<T0, T1> : Input<Union<T0, T1>>
    {
        public static implicit operator InputUnion<T0, T1>(Union<T0, T1> value) => throw null!;
        public static implicit operator InputUnion<T0, T1>(T0 value) => throw null!;
        public static implicit operator InputUnion<T0, T1>(T1 value) => throw null!;
        public static implicit operator InputUnion<T0, T1>(Output<T0> value) => throw null!;
        public static implicit operator InputUnion<T0, T1>(Output<T1> value) => throw null!;
    }

    public readonly struct Union<T0, T1>
    {
        public static implicit operator Union<T0, T1>(T0 value) => throw null!;
        public static implicit operator Union<T0, T1>(T1 value) => throw null!;
    }

    public static class Output
    {
        public static Output<T> CreateSecret<T>(T value) => throw null!;
        public static Output<(T1, T2)> Tuple<T1, T2>(Input<T1> first, Input<T2> second) => throw null!;
    }

    public sealed class Output<T>
    {
        public Output<TResult> Apply<TResult>(Func<T, TResult> function) => throw null!;
        public Output<TResult> Apply<TResult>(Func<T, Input<TResult>?> function) => throw null!;
        public Output<TResult> Apply<TResult>(Func<T, Output<TResult>?> function) => throw null!;
    }

    public abstract class InputArgs { }

    public abstract class ResourceArgs : InputArgs
    {
        public static readonly ResourceArgs Empty = null!;
    }

    public abstract class InvokeArgs : InputArgs
    {
        public static readonly InvokeArgs Empty = null!;
    }

    public abstract class CallArgs : InputArgs
    {
        public static readonly CallArgs Empty = null!;
    }

    public class InvokeOptions
    {
        public string? Version { get; set; }
        public string? PluginDownloadURL { get; set; }
    }

    public class InvokeOutputOptions : InvokeOptions { }

    public class CallOptions { }

    public sealed class Alias
    {
        public Input<string>? Type { get; set; }
    }

    public abstract class ResourceOptions
    {
        public Input<string>? Id { get; set; }
        public string? Version { get; set; }
        public string? PluginDownloadURL { get; set; }
        public List<Input<Alias>> Aliases { get; set; } = null!;
        public List<string> ReplaceOnChanges { get; set; } = null!;
    }

    public sealed class CustomResourceOptions : ResourceOptions
    {
        public List<string> AdditionalSecretOutputs { get; set; } = null!;
        public static CustomResourceOptions Merge(CustomResourceOptions? first, CustomResourceOptions? second) => throw null!;
    }

    public class Resource { }

    public class CustomResource : Resource
    {
        public Output<string> Id { get; } = null!;
        public CustomResource(string type, string name, ResourceArgs? args, CustomResourceOptions? options = null) { }
    }

    public class ProviderResource : CustomResource
    {
        public ProviderResource(string package, string name, ResourceArgs args, CustomResourceOptions? options = null)
            : base(package, name, args, options) { }
    }

    public sealed class Config
    {
        public Config(string? name = null) { }
        public string? Get(string key) => throw null!;
        public bool? GetBoolean(string key) => throw null!;
        public T GetObject<T>(string key) => throw null!;
        public string Require(string key) => throw null!;
    }

    public sealed class Deployment
    {
        public static DeploymentInstance Instance => throw null!;
        public static Task<int> RunAsync(Action program) => throw null!;
        public static Task<int> RunAsync(Func<IDictionary<string, object?>> program) => throw null!;
    }

    public sealed class DeploymentInstance
    {
        public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOptions? options = null) => throw null!;
        public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOutputOptions options) => throw null!;
        public Task<T> InvokeAsync<T>(string token, InvokeArgs args, InvokeOptions? options = null) => throw null!;
        public Output<T> Call<T>(string token, CallArgs args, Resource? self = null, CallOptions? options = null) => throw null!;
    }

    [AttributeUsage(AttributeTargets.Class)]
    public class ResourceTypeAttribute : Attribute
    {
        public ResourceTypeAttribute(string type, string? version) { }
    }

    [AttributeUsage(AttributeTargets.Struct)]
    public sealed class EnumTypeAttribute : Attribute { }

    [AttributeUsage(AttributeTargets.Class)]
    public sealed class OutputTypeAttribute : Attribute { }

    [AttributeUsage(AttributeTargets.Constructor)]
    public sealed class OutputConstructorAttribute : Attribute { }

    [AttributeUsage(AttributeTargets.Property)]
    public sealed class OutputAttribute : Attribute
    {
        public OutputAttribute(string? name = null) { }
    }

    [AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
    public sealed class InputAttribute : Attribute
    {
        public InputAttribute(string name, bool required = false, bool json = false) { }
    }
}

namespace Pulumi.Serialization { }

// The compiler's libraries are for a browser, without what nothing there uses.
namespace System.Diagnostics.CodeAnalysis
{
    public sealed class SuppressMessageAttribute : Attribute
    {
        public string? Justification { get; set; }
        public SuppressMessageAttribute(string category, string checkId) { }
    }
}
