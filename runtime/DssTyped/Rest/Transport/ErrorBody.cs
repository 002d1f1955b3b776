namespace DssTyped.Rest.Transport;

/// <summary>The body of an answer that is an error: only as much as can matter, and what there is of it.</summary>
internal static class ErrorBody
{
    // DSS's own errors, Java stack trace included, are far smaller; what is longer is a page.
    private const int Longest = 1 << 20;

    /// <summary>Reads at most 1 MiB. A body that breaks off or cannot be decompressed ends there: the status has told what matters.</summary>
    public static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        using var kept = new MemoryStream();
        try
        {
            using Stream body = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            var piece = new byte[16 * 1024];
            int read;
            while (kept.Length < Longest && (read = await body.ReadAsync(piece, cancellationToken).ConfigureAwait(false)) > 0)
                kept.Write(piece, 0, read);
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException or InvalidDataException)
        {
            // Said above.
        }

        return kept.ToArray();
    }
}
