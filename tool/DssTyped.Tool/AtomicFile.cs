namespace DssTyped.Tool;

/// <summary>Writes a file whole or not at all: under a temporary name beside it, then renamed.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file; one that is there already stays as it is if anything fails.</summary>
    public static void Write(string path, byte[] content)
    {
        string target = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        string temporary = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllBytes(temporary, content);
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
