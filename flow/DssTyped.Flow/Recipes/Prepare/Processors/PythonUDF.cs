using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Runs Python code on rows.</summary>
internal sealed record PythonUDF(string Mode, string Column) : Processor
{
    public static PythonUDF Read(JsonValue settings) => new(settings.FindText("mode") ?? "CELL", settings.FindText("column") ?? "");

    public override void Apply(PrepareColumns columns)
    {
        // The code may read every column, and in the other modes make any.
        if (Mode == "CELL")
            columns.Put(Column, StorageType.Unknown, [.. columns.All], after: null);
        else
            columns.Open("Python code decides the columns");
    }
}
