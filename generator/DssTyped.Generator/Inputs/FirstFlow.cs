using DssTyped.Emit;
using DssTyped.Emit.Binding;
using DssTyped.Emit.Model;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Generator.Inputs;

/// <summary>
/// A compiler that was just started compiles the generator as well: each method when it is first called, which takes a third of the
/// generator's time. A tiny flow that goes the same way on another core has methods compiled by the time that the real one needs them.
/// </summary>
internal static class FirstFlow
{
    private const string Json = """
        {
          "formatVersion": 1, "project": { "projectKey": "FIRST" },
          "datasets": [
            { "name": "a", "schema": { "columns": [ { "name": "x", "type": "string" }, { "name": "y", "type": "bigint", "comment": "&" } ] } },
            { "name": "b", "schema": { "columns": [ { "name": "x", "type": "string" }, { "name": "y", "type": "bigint" } ] } },
            { "name": "c", "schema": { "columns": [ { "name": "x", "type": "string" } ] } }
          ],
          "recipes": [
            { "name": "b", "type": "sync", "inputs": { "main": { "items": [ { "ref": "a" } ] } }, "outputs": { "main": { "items": [ { "ref": "b" } ] } } },
            { "name": "c", "type": "python", "inputs": { "main": { "items": [ { "ref": "b" } ] } }, "outputs": { "main": { "items": [ { "ref": "c" } ] } } }
          ]
        }
        """;

    private static readonly Lazy<Task> Sent = new(() => Task.Run(Go));

    /// <summary>Sends it ahead if it has not gone in this process.</summary>
    public static void GoAhead() => _ = Sent.Value;

    private static void Go() => FlowSources.All(FlowBinder.Bind(SnapshotReader.Read(Json).Snapshot!, FlowOptions.For("first", "")));
}
