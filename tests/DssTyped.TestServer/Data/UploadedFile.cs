namespace DssTyped.TestServer.Data;

/// <summary>The file that a dataset's rows were uploaded as.</summary>
internal sealed record UploadedFile(string Name, long Size, DateTimeOffset Written);
