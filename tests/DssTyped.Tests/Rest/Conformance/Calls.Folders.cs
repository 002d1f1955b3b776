using DssTyped.Rest;

namespace DssTyped.Tests.Rest.Conformance;

internal static partial class Calls
{
    private static readonly Dictionary<string, Func<DssClient, Task>> Folders = new()
    {
        ["folder_compute_metrics"] = client => Folder(client).ComputeMetricsAsync(),
        ["folder_copy_to"] = client => Folder(client).StartCopyToAsync(P(client).ManagedFolders["nEwF0ld1"]),
        ["folder_create"] = client => P(client).ManagedFolders.CreateAsync("exports"),
        ["folder_delete"] = client => Folder(client).DeleteAsync(),
        ["folder_delete_file"] = client => Folder(client).DeleteFileAsync("/a.csv"),
        ["folder_get_definition"] = client => Folder(client).GetSettingsAsync(),
        ["folder_get_file"] = client => Drain(Folder(client).OpenReadAsync("/dir/b c.csv")),
        ["folder_get_file_no_leading_slash"] = client => Drain(Folder(client).OpenReadAsync("a.csv")),
        ["folder_get_last_metric_values"] = client => Folder(client).GetLastMetricsAsync(),
        ["folder_get_settings"] = client => Folder(client).GetSettingsAsync(),
        ["folder_get_usages"] = client => Folder(client).GetUsagesAsync(),
        ["folder_list_contents"] = async client => Assert.Equal("/a.csv", (await Folder(client).ListAsync())[0].Path),
        ["folder_put_file"] = client => Folder(client).WriteAsync("/dir/b c.csv", new MemoryStream("id,n\n1,2\n"u8.ToArray())),
        ["folder_put_file_string"] = client => Folder(client).WriteAsync("a.txt", new MemoryStream("text"u8.ToArray())),
        ["folder_rename"] = client => Folder(client).RenameAsync("new name"),
    };

    private static readonly Dictionary<string, Func<DssClient, Task>> Models = new()
    {
        ["evaluation_store_create"] = client => P(client).EvaluationStores.CreateAsync("evals"),
        ["ml_create_analysis"] = client => P(client).Lab.CreateAnalysisAsync("orders"),
        ["ml_create_prediction_task_and_train"] = async client =>
        {
            DssMlTask task = await P(client).Lab.CreatePredictionTaskAsync("orders", "paid");
            await task.WaitForGuessAsync();
            string session = await task.StartTrainAsync();
            await task.WaitForTrainAsync();
            string model = Assert.Single(await task.GetModelIdsAsync(session));
            Assert.Equal((ModelId, "train_churn"), await task.DeployToFlowAsync(model, "churn", "orders"));
        },
        ["ml_list_ml_tasks"] = client => P(client).Lab.ListTasksAsync(),
        ["model_delete"] = client => Model(client).DeleteAsync(),
        ["model_delete_versions"] = client => Model(client).DeleteVersionsAsync(["v1"]),
        ["model_get_active_version"] = async client => Assert.Equal("v2", (await Model(client).GetActiveVersionAsync())!.Id),
        ["model_get_settings"] = client => Model(client).GetSettingsAsync(),
        ["model_get_usages"] = client => Model(client).GetUsagesAsync(),
        ["model_list_versions"] = client => Model(client).ListVersionsAsync(),
        ["model_set_active_version"] = client => Model(client).SetActiveVersionAsync("v1"),
    };

    private static DssManagedFolderHandle Folder(DssClient client) => P(client).ManagedFolders[FolderId];

    private static DssSavedModelHandle Model(DssClient client) => P(client).SavedModels[ModelId];
}
