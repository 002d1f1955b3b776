using DssTyped;
using Acme.Clinical;

namespace App;

internal static partial class Program
{
    private static async Task Main()
    {
        System.Console.WriteLine(System.IO.File.Exists(ClinicalFlow.SnapshotFile));
        await Task.Yield();
    }

    internal static async Task Go(ClinicalFlow flow)
    {
        (Built<LabResultsAgg> lab, _) = await flow.Recipes.GroupLabResultsAgg.RunAsync();
        var ((l, a), notes) = await (flow.Recipes.GroupLabResultsAgg.RunAsync(), flow.Recipes.GroupNotes.RunAsync());
        Built<MlTrainingData> t = await flow.Recipes.JoinMlTrainingData.RunAsync(lab, notes);
        await foreach (Lab row in flow.Datasets.LabResults.ReadAsync<Lab>(LabResults.Columns.Value > 1.0)) System.Console.WriteLine(row.PatientId + LabResultsAgg.Partition.Of(new System.DateOnly(2026, 1, 1), "FR") + flow.Variables.Country);
        await foreach (LabResults.Row row in flow.Datasets.LabResults.ReadAsync<LabResults.Row>()) System.Console.WriteLine(row.Value);
        await foreach (Lab2 row in flow.Datasets.LabResultsAgg.ReadAsync<Lab2>()) System.Console.WriteLine(row.A);
    }

    [DssRow<LabResultsAgg>] internal sealed partial class Lab2 { [DssColumn("value_avg")] public required double A { get; init; } public System.DateTimeOffset? Taken { get; init; } }
}

[DssRow<LabResults>] internal sealed partial record Lab(string? PatientId, double Value);
