using System.Text.Json.Serialization;

namespace DssTyped.Rest.Json;

/// <summary>Serializers of what this library writes or reads with fixed shapes, made at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DssSchema))]
[JsonSerializable(typeof(DssJobDefinition))]
[JsonSerializable(typeof(DssJobStarted))]
[JsonSerializable(typeof(DssObjectRef))]
[JsonSerializable(typeof(List<DssObjectRef>))]
[JsonSerializable(typeof(DssSchemaPropagationBody))]
[JsonSerializable(typeof(DssSqlQueryStarted))]
internal sealed partial class DssJsonContext : JsonSerializerContext;
