using System.Text;
using System.Text.RegularExpressions;
using DssTyped.Flow.Json;
using DssTyped.Flow.Recipes.Prepare;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Recipes;

namespace DssTyped.Local.Sources;

/// <summary>Which files of its folder a dataset reads (<c>filesSelectionRules</c>): all, those that are listed, or those that rules take or leave.</summary>
internal sealed class FileSelection
{
    private const string InDss = "Change the rules in the dataset's settings in DSS, or put its files into the data folder under the dataset's name.";

    private readonly string _mode;
    private readonly HashSet<string> _listed;
    private readonly JsonValue[] _rules;

    private FileSelection(JsonValue rules)
    {
        _mode = rules.FindText("mode") ?? "ALL";
        _listed = rules.FindItems("explicitFiles").Select(file => file.Text.TrimStart('/')).ToHashSet(StringComparer.Ordinal);
        _rules = [.. rules.FindItems(_mode == "RULES_INCLUDED_ONLY" ? "includeRules" : "excludeRules")];
    }

    /// <summary>The files that a dataset reads of those that are there.</summary>
    public static SourceFiles? Of(DatasetDefinition dataset, SourceFiles? files)
    {
        if (files?.Root is not { } root || Read(dataset) is not { } selection || selection.RefuseRules() is not null)
            return files;

        string[] kept = [.. files.Paths.Where(path => selection.Takes(Relative(root, path)))];
        return kept.Length == 0 ? null : files with { Paths = kept };
    }

    /// <summary>Why the rules can't be followed; null if they can.</summary>
    public static Refusal? Refuse(DatasetDefinition dataset, SourceFiles files)
    {
        if (files.Root is not { } root || Read(dataset) is not { } selection)
            return null;
        if (selection.RefuseRules() is { } problem)
            return new Refusal($"Dataset '{dataset.Name}' selects its files {problem}", InDss);

        return files.Paths.Select(path => Relative(root, path)).FirstOrDefault(file => selection._rules.Any(rule => Matches(rule, file) is null)) is { } unsure
            ? new Refusal($"Whether the rules of dataset '{dataset.Name}' take the file '{unsure}' depends on how DSS reads their patterns, which is not published", InDss)
            : null;
    }

    private static FileSelection? Read(DatasetDefinition dataset)
    {
        JsonValue settings = dataset.Raw.Find("params") ?? JsonValue.Object();
        return (settings.Find("filesSelectionRules") ?? settings.Find("uploadedConfig")?.Find("filesSelectionRules")) is { IsObject: true } rules
            && rules.FindText("mode") is not (null or "ALL" or "ALL_FILES")
            ? new FileSelection(rules)
            : null;
    }

    private static string Relative(string root, string path) => Path.GetRelativePath(root, path).Replace('\\', '/');

    private string? RefuseRules()
    {
        if (_mode is not ("EXPLICIT_SELECT_FILES" or "RULES_INCLUDED_ONLY" or "RULES_ALL_BUT_EXCLUDED"))
            return $"by {_mode}, which is not known to the local engine";

        return _mode == "EXPLICIT_SELECT_FILES" ? null : _rules.FirstOrDefault(rule => !IsKnown(rule)) is { } rule ? $"by a rule that the local engine can't follow: '{rule.FindText("expr")}'" : null;
    }

    private static bool IsKnown(JsonValue rule) => rule.FindText("matchingMode") is "FILENAME" or "FULL_PATH" && rule.FindText("expr") is { } pattern && rule.FindText("mode") switch
    {
        "GLOB" => pattern.IndexOfAny(['[', ']', '{', '}', '\\']) < 0,
        "REGEXP" => JavaRegex.Parse(pattern) is not null,
        _ => false,
    };

    private bool Takes(string file) => _mode switch
    {
        "EXPLICIT_SELECT_FILES" => _listed.Contains(file),
        "RULES_INCLUDED_ONLY" => _rules.Any(rule => Matches(rule, file) != false),
        _ => _rules.All(rule => Matches(rule, file) != true),
    };

    // Null where two ways to read the pattern disagree: whether it must match the whole, and whether a star goes over slashes.
    private static bool? Matches(JsonValue rule, string file)
    {
        string pattern = rule.FindText("expr") ?? "";
        bool isPath = rule.FindText("matchingMode") == "FULL_PATH";
        string text = isPath ? "/" + file : Path.GetFileName(file);
        if (rule.FindText("mode") == "REGEXP")
        {
            bool found = JavaRegex.Parse(pattern)!.IsMatch(text) || (isPath && JavaRegex.Parse(pattern)!.IsMatch(file));
            bool whole = JavaRegex.Parse($"^(?:{pattern})$")!.IsMatch(text) || (isPath && JavaRegex.Parse($"^(?:{pattern})$")!.IsMatch(file));
            return found == whole ? whole : null;
        }

        string glob = isPath ? "/" + pattern.TrimStart('/') : pattern;
        bool narrow = Regex.IsMatch(text, Glob(glob, "[^/]*"), RegexOptions.Singleline | RegexOptions.CultureInvariant);
        return narrow == Regex.IsMatch(text, Glob(glob, ".*"), RegexOptions.Singleline | RegexOptions.CultureInvariant) ? narrow : null;
    }

    private static string Glob(string pattern, string star)
    {
        var regex = new StringBuilder("^");
        foreach (char c in pattern)
            regex.Append(c switch { '*' => star, '?' => "[^/]", _ => Regex.Escape(c.ToString()) });

        return regex.Append("\\z").ToString();
    }
}
