using DssTyped.Rest;

namespace DssTyped.Tests.Rest.Conformance;

internal static partial class Calls
{
    private static readonly Dictionary<string, Func<DssClient, Task>> DatasetCreation = new()
    {
        ["create_dataset_azure"] = client => P(client).Datasets.CreateFilesAsync("a", "Azure", "az", "/x", "c"),
        ["create_dataset_filesystem"] = client => P(client).Datasets.CreateFilesAsync("fs", "Filesystem", "filesystem_root", "/data/x"),
        ["create_dataset_from_folder"] = client => P(client).Datasets.CreateFromFolderAsync("files", FolderId),
        ["create_dataset_gcs"] = client => P(client).Datasets.CreateFilesAsync("g", "GCS", "gcs", "/x", "b"),
        ["create_dataset_generic"] = client =>
            P(client).Datasets.CreateAsync("d", "Filesystem", Object("""{"connection":"filesystem_root","path":"/d"}"""), "csv", Object("""{"separator":","}""")),
        ["create_dataset_generic_defaults"] = client => P(client).Datasets.CreateAsync("d", "Inline"),
        ["create_dataset_managed"] = client => P(client).Datasets.CreateManagedAsync("m", new DssManagedStorage("filesystem_managed") { FormatOption = "CSV_EXCEL_GZIP" }),
        ["create_dataset_managed_copy_partitioning"] = client => P(client).Datasets.CreateManagedAsync("m", new DssManagedStorage("ssh") { TypeOption = "SFTP" }.PartitionedLike("events")),
        ["create_dataset_managed_overwrite"] = client => P(client).Datasets.CreateManagedAsync("orders_prepared", new DssManagedStorage("filesystem_managed"), overwrite: true),
        ["create_dataset_s3"] = client => P(client).Datasets.CreateFilesAsync("s3", "S3", "s3conn", "/x", "b"),
        ["create_dataset_sample"] = client => P(client).Datasets.CreateSampleAsync("sm", "plug", "titanic"),
        ["create_dataset_sql_table"] = client => P(client).Datasets.CreateSqlTableAsync("t", "PostgreSQL", "pg", "tbl", "public"),
        ["create_dataset_upload"] = client => P(client).Datasets.CreateUploadAsync("up", "uploads"),
    };
}
