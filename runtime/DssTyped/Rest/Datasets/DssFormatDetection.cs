using System.Text.Json.Nodes;
using DssTyped.Rest.Json;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>DSS's look at a dataset's files or table; which question to ask depends on the dataset type.</summary>
internal static class DssFormatDetection
{
    private static readonly HashSet<string> FileTypes = new(StringComparer.Ordinal)
    {
        "Filesystem", "UploadedFiles", "FilesInFolder", "HDFS", "S3", "Azure", "GCS", "FTP", "SCP", "SFTP", "HTTP",
    };

    private static readonly HashSet<string> SqlTypes = new(StringComparer.Ordinal)
    {
        "JDBC", "PostgreSQL", "MySQL", "Vertica", "Snowflake", "Redshift", "Greenplum", "Teradata", "Oracle", "SQLServer", "SAPHANA", "Netezza",
        "BigQuery", "Athena", "hiveserver2", "Synapse", "FabricWarehouse", "Databricks", "DatabricksLakebase",
    };

    public static async Task<JsonObject> DetectAsync(DssHttp http, DssDatasetHandle dataset, bool inferStorageTypes, CancellationToken cancellationToken)
    {
        string type = (await dataset.GetSettingsAsync(cancellationToken).ConfigureAwait(false)).Type;
        if (FileTypes.Contains(type))
            return await DetectFilesAsync(http, dataset, inferStorageTypes, cancellationToken).ConfigureAwait(false);

        string question = SqlTypes.Contains(type) ? "externalSQL"
            : string.Equals(type, "ElasticSearch", StringComparison.Ordinal) ? "elasticsearch"
            : throw new NotSupportedException($"DSS has no detection for datasets of type '{type}' (dataset {dataset.Name}).");
        return await http.ObjectAsync(DssRequest.Post($"/projects/{dataset.ProjectKey}/datasets/{dataset.Name}/actions/testAndDetectSettings/{question}"), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<JsonObject> DetectFilesAsync(DssHttp http, DssDatasetHandle dataset, bool inferStorageTypes, CancellationToken cancellationToken)
    {
        DssRequest request = DssRequest.Post($"/projects/{dataset.ProjectKey}/datasets/{dataset.Name}/actions/testAndDetectSettings/fsLike")
            .Body(new JsonObject { ["detectPossibleFormats"] = true, ["inferStorageTypes"] = inferStorageTypes });
        JsonNode? result = await DssFuture.Started(http, await http.ObjectAsync(request, cancellationToken).ConfigureAwait(false)).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (result is JsonObject found && found.Child("format").Flag("ok") == true)
            return found;
        throw new DssProtocolException(http.Failure(request) with { ServerMessage = result?.ToJsonString() }, $"DSS cannot detect the format of dataset {dataset.Name}");
    }
}
