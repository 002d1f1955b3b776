using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>
/// Fetches what a snapshot is made of from a live project: its export if the key may export, else object by object. Either way
/// the result is a zip in the layout of an export, so the snapshot made of it has the same bytes.
/// </summary>
public static class SnapshotPull
{
    // Definitions only: data would make the download large and is not part of a snapshot.
    private static readonly Dictionary<string, bool> DefinitionsOnly = new(StringComparer.Ordinal)
    {
        ["exportUploads"] = false, ["exportManagedFS"] = false, ["exportAnalysisModels"] = false, ["exportSavedModels"] = false, ["exportManagedFolders"] = false,
        ["exportAllInputDatasets"] = false, ["exportAllDatasets"] = false, ["exportAllInputManagedFolders"] = false, ["exportGitRepository"] = false,
        ["exportInsightsData"] = false, ["exportModelEvaluationStores"] = false, ["exportPromptStudioHistories"] = false,
    };

    /// <summary>Fetches the project.</summary>
    /// <param name="project">The project.</param>
    /// <param name="progress">Is told what is being fetched.</param>
    /// <param name="cancellationToken">Stops the requests.</param>
    /// <returns>The zip, seekable, and how it came about. Dispose it; it lies in a temporary file that goes with it.</returns>
    /// <exception cref="DssApiException">The project cannot be read.</exception>
    public static async Task<PulledProject> FetchAsync(DssProject project, IProgress<PullProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        FileStream zip = TemporaryFile();
        try
        {
            progress?.Report(new PullProgress("export", 0, null));
            bool exported = await TryExportAsync(project, zip, cancellationToken).ConfigureAwait(false);
            if (!exported)
                await ProjectArchive.WriteAsync(project, zip, progress, cancellationToken).ConfigureAwait(false);
            zip.Position = 0;
            return new PulledProject(zip, exported);
        }
        catch
        {
            await zip.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<bool> TryExportAsync(DssProject project, Stream zip, CancellationToken cancellationToken)
    {
        try
        {
            Stream export = await project.ExportAsync(DefinitionsOnly, cancellationToken).ConfigureAwait(false);
            await using (export.ConfigureAwait(false))
                await export.CopyToAsync(zip, cancellationToken).ConfigureAwait(false);
            return IsZip(zip) ? true : throw project.Http.NotWhatWasExpected(DssRequest.Post($"/projects/{project.Key}/export"), "a zip; is Url the address of DSS and BasePath right?");
        }
        catch (DssApiException refused) when (refused is DssForbiddenException or DssNotFoundException or DssInvalidRequestException)
        {
            // Exporting is a permission of its own; reading the objects one by one is not.
            zip.SetLength(0);
            return false;
        }
    }

    private static bool IsZip(Stream file)
    {
        Span<byte> start = stackalloc byte[2];
        file.Position = 0;
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual("PK"u8);
    }

    private static FileStream TemporaryFile() =>
        new(Path.Combine(Path.GetTempPath(), $"dsstyped-{Guid.NewGuid():N}.zip"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
}

/// <summary>A project as fetched from a server.</summary>
/// <param name="Zip">The project in the layout of an export; seekable.</param>
/// <param name="IsExport">True when DSS made the zip, false when it was gathered object by object.</param>
public sealed record PulledProject(Stream Zip, bool IsExport) : IAsyncDisposable
{
    /// <summary>Deletes the temporary file.</summary>
    public ValueTask DisposeAsync() => Zip.DisposeAsync();
}
