using System.Runtime.CompilerServices;

namespace DssTyped.Tests;

/// <summary>Compares text with a file of the repository; the environment variable UPDATE_GOLDEN=1 writes the file instead.</summary>
internal static class Golden
{
    public static void Matches(string actual, string name, [CallerFilePath] string testFile = "")
    {
        string path = Path.Combine(Path.GetDirectoryName(testFile)!, "Golden", name);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, actual);
            return;
        }

        Assert.True(File.Exists(path), $"The golden file {name} is missing. Run the tests once with UPDATE_GOLDEN=1 and review what it writes.");
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), actual);
    }
}
