using System.CommandLine;

namespace DssTyped.Tool.Output;

/// <summary>The <c>--format</c> option of verbs that print.</summary>
internal static class OutputFormat
{
    /// <summary>An option that takes one of these formats; the first is the default.</summary>
    public static Option<string> Option(params string[] formats)
    {
        var option = new Option<string>("--format") { Description = $"What to print: {string.Join(", ", formats)}.", DefaultValueFactory = _ => formats[0], HelpName = string.Join('|', formats) };
        option.AcceptOnlyFromAmong(formats);
        return option;
    }
}
