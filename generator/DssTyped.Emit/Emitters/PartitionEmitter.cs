using DssTyped.Emit.Model;
using DssTyped.Emit.Text;

namespace DssTyped.Emit.Emitters;

/// <summary>Writes the class that makes partition ids of typed dimensions.</summary>
internal static class PartitionEmitter
{
    public static void Write(SourceWriter writer, DatasetModel dataset)
    {
        writer.WriteLine();
        Docs.Summary(writer, $"Ids of partitions of '{dataset.DssName}', as DSS writes them.");
        writer.WriteLine("public static class Partition");
        writer.Open();
        Docs.Summary(writer, "The id of one partition, for RunOptions.Partition and ReadOptions.Partitions.");
        foreach (DimensionModel dimension in dataset.Dimensions)
            Docs.Param(writer, dimension.Parameter, $"Dimension '{dimension.DssName}'.");

        string parameters = string.Join(", ", dataset.Dimensions.Select(dimension => $"{TypeOf(dimension)} {dimension.Parameter}"));
        string parts = string.Join(", ", dataset.Dimensions.Select(dimension => $"global::DssTyped.PartitionId.{dimension.Period}({dimension.Parameter})"));
        writer.WriteLine($"public static string Of({parameters}) => global::DssTyped.PartitionId.Join({parts});");
        writer.Close();
    }

    private static string TypeOf(DimensionModel dimension) => dimension.Period switch
    {
        "Year" => "int",
        "Month" or "Day" => "global::System.DateOnly",
        "Hour" => "global::System.DateTime",
        _ => "string",
    };
}
