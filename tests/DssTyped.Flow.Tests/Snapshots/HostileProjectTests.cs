using System.IO.Compression;
using System.Text;
using DssTyped.Flow.Snapshots;
using DssTyped.Flow.Snapshots.Import;

namespace DssTyped.Tests.Snapshots;

/// <summary>A project comes from anyone: whatever its zip or folder holds, the import ends with a snapshot or with an error that names the place.</summary>
public sealed class HostileProjectTests : IDisposable
{
    private static readonly ImportOptions Options = new() { ProjectKey = "CLINICAL" };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dsstyped-hostile-");

    [Fact]
    public void Zips_that_were_cut_or_changed_give_a_snapshot_or_an_error()
    {
        byte[] valid = ProjectFiles.Clinical().Recipe("py", "python", "LAB", "LAB_AGG").Add("recipes/py.py", new string('x', 5000)).Zip("project_config/").ToArray();
        int refused = 0;
        for (int seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            byte[] zip = random.Next(4) == 0 ? valid[..random.Next(valid.Length)] : [.. valid];
            for (int i = random.Next(1, 6); i > 0 && zip.Length > 0; i--)
                zip[random.Next(zip.Length)] = (byte)random.Next(256);

            try
            {
                SnapshotImporter.ImportZip(new MemoryStream(zip), "export.zip", Options);
            }
            catch (SnapshotException exception)
            {
                refused++;
                Assert.All(exception.Problems, problem => Assert.NotEmpty(problem.Finding.Message));
            }
            catch (Exception exception)
            {
                Assert.Fail($"Seed {seed}: {exception}");
            }
        }

        Assert.InRange(refused, 1000, 3000);
    }

    [Fact]
    public void Names_of_entries_that_lead_elsewhere_are_names_and_nothing_else()
    {
        MemoryStream zip = ZipOf(("params.json", "{}"), ("datasets/A.json", Dataset), (@"recipes\r.json", """{"type": "sync"}"""), ("../../datasets/evil.json", Dataset), ("/datasets/root.json", Dataset), ("datasets/../datasets/up.json", Dataset),
            (@"C:\datasets\drive.json", Dataset), ("datasets/A.json", """{"type": "Second"}"""), ("datasets/._A.json", "resource fork"), ("datasets/", ""));

        Snapshot snapshot = SnapshotImporter.ImportZip(zip, "export.zip", Options).Snapshot;

        Assert.Equal("Filesystem", Assert.Single(snapshot.Datasets).Type);
        Assert.Equal("r", Assert.Single(snapshot.Recipes).Name);
    }

    /// <summary>The code of a recipe is any text, so what a link or an encrypted file holds would pass for it.</summary>
    [Theory]
    [InlineData("recipes/py.py", -5, 0xA1, "'recipes/py.py' is a symbolic link")]
    [InlineData("recipes/py.py", -38, 0x01, "'recipes/py.py' is encrypted")]
    [InlineData("datasets/A.json", 9, 0x82, "has a name that is not in UTF-8")]
    public void An_entry_that_is_not_what_it_seems_is_refused(string name, int offset, byte value, string expected)
    {
        byte[] zip = ZipOf(("params.json", "{}"), ("datasets/A.json", Dataset), ("datasets/B.json", Dataset), ("recipes/py.json", """{"type": "python"}"""), ("recipes/py.py", "../../etc/passwd")).ToArray();

        // What a zip says of an entry stands before its name in the list at the end.
        zip[zip.AsSpan().LastIndexOf(Encoding.UTF8.GetBytes(name)) + offset] = value;

        Assert.Contains(expected, Assert.Throws<SnapshotException>(() => SnapshotImporter.ImportZip(new MemoryStream(zip), "export.zip", Options)).Message);
    }

    [Fact]
    public void Very_many_entries_and_projects_in_a_zip_take_no_time_to_speak_of()
    {
        IEnumerable<(string, string)> crowd = Enumerable.Range(0, 100_000).Select(i => (i % 2 == 0 ? $"deep/{i}/params.json" : $"uploads/{i}.csv", ""));

        Assert.Single(SnapshotImporter.ImportZip(ZipOf([("params.json", "{}"), ("datasets/A.json", Dataset), .. crowd]), "export.zip", Options).Snapshot.Datasets);
    }

    [Fact]
    public void A_zip_that_unpacks_to_more_than_a_snapshot_can_hold_is_refused()
    {
        // Four files of 200 MB of blanks each: one would be taken for an empty file, together they are more than any project.
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (string name in new[] { "params.json", "datasets/a.json", "datasets/b.json", "datasets/c.json", "datasets/d.json" })
            {
                using Stream entry = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                byte[] blanks = Encoding.UTF8.GetBytes(new string(' ', 1 << 20));
                for (int i = 0; i < (name == "params.json" ? 0 : 200); i++)
                    entry.Write(blanks);
            }
        }

        SnapshotException exception = Assert.Throws<SnapshotException>(() => SnapshotImporter.ImportZip(new MemoryStream(zip.ToArray()), "bomb.zip", Options));

        Assert.Contains("'bomb.zip' can't be imported: its files unpack to more than", exception.Message);
    }

    [Fact]
    public void Something_else_than_a_zip_is_told_in_plain_words() =>
        Assert.Contains("'x.dss.json' can't be imported: it is no zip, or only a part of one", Assert.Throws<SnapshotException>(() => SnapshotImporter.ImportZip(new MemoryStream("{}"u8.ToArray()), "x.dss.json")).Message);

    /// <summary>The repository may hold a link to a private file of whoever imports it.</summary>
    [Fact]
    public void Links_out_of_a_projects_folder_are_not_followed()
    {
        Write("secret.txt", "top secret");
        Write("project/params.json", "{}");
        Write("project/datasets/A.json", Dataset);
        Write("project/recipes/py.json", """{"type": "python"}""");
        string folder = Path.Combine(_folder.FullName, "project"), link = Path.Combine(folder, "recipes", "py.py");
        if (!TryLink(() => File.CreateSymbolicLink(link, Path.Combine(_folder.FullName, "secret.txt"))))
            return;

        Assert.Contains("'recipes/py.py' is a symbolic link", Assert.Throws<SnapshotException>(() => SnapshotImporter.ImportPath(folder, Options)).Message);

        File.Delete(link);
        Directory.CreateSymbolicLink(Path.Combine(folder, "data"), "/");
        Assert.Single(SnapshotImporter.ImportPath(folder, Options).Snapshot.Datasets);

        Directory.CreateSymbolicLink(Path.Combine(folder, "scenarios"), _folder.FullName);
        Assert.Contains("'scenarios' is a symbolic link", Assert.Throws<SnapshotException>(() => SnapshotImporter.ImportPath(folder, Options)).Message);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private const string Dataset = """{"type": "Filesystem", "schema": {"columns": [{"name": "a", "type": "string"}]}}""";

    private static MemoryStream ZipOf(params (string Name, string Text)[] entries)
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, string text) in entries)
            {
                using Stream entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        zip.Position = 0;
        return zip;
    }

    private void Write(string path, string text)
    {
        string file = Path.Combine(_folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    // Windows lets not everyone make links.
    private static bool TryLink(Action make)
    {
        try
        {
            make();
            return true;
        }
        catch (Exception exception) when (OperatingSystem.IsWindows() && exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
