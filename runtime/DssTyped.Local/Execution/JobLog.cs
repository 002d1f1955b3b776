using System.Globalization;
using System.Text;
using DssTyped.Local.Store;

namespace DssTyped.Local.Execution;

/// <summary>The logs of a job's activities in one file, each after a line that tells whose it is and how many bytes it has, in the order in which they ended.</summary>
internal static class JobLog
{
    private const string FileName = "job.log";

    /// <summary>Adds a log.</summary>
    /// <param name="folder">The job's folder.</param>
    /// <param name="activity">The recipe.</param>
    /// <param name="text">Its log.</param>
    public static void Append(string folder, string activity, string text)
    {
        // Cut texts may hold half a character, which stricter ways to encode refuse.
        byte[] log = Encoding.UTF8.GetBytes(text);
        byte[] head = Encoding.UTF8.GetBytes(Head(activity, log.Length) + "\n");
        File.AppendAllBytes(Path.Combine(folder, FileName), [.. head, .. log]);
    }

    /// <summary>Reads the log of an activity; empty if there is none.</summary>
    /// <param name="folder">The job's folder.</param>
    /// <param name="activity">The recipe.</param>
    public static string Read(string folder, string activity)
    {
        // Earlier versions wrote a file for each activity.
        string alone = Path.Combine(folder, StoreNames.FolderOf(activity, collides: false) + ".log");
        if (File.Exists(alone))
            return File.ReadAllText(alone);

        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return "";

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        while (LineOf(stream) is { } head && LengthIn(head) is { } length)
        {
            if (head == Head(activity, length))
            {
                byte[] log = new byte[length];
                return Encoding.UTF8.GetString(log, 0, stream.ReadAtLeast(log, length, throwOnEndOfStream: false));
            }

            stream.Seek(length, SeekOrigin.Current);
        }

        return "";
    }

    private static string Head(string activity, int length)
    {
        string name = activity.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return string.Create(CultureInfo.InvariantCulture, $"== {name}: {length} bytes ==");
    }

    private static int? LengthIn(string head) =>
        head.Split(' ') is [.., var length, "bytes", "=="] && int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out int bytes) ? bytes : null;

    private static string? LineOf(FileStream stream)
    {
        var line = new List<byte>();
        for (int next = stream.ReadByte(); next >= 0; next = stream.ReadByte())
        {
            if (next == '\n')
                return Encoding.UTF8.GetString([.. line]);

            line.Add((byte)next);
        }

        return null;
    }
}
