namespace DssTyped.Flow.Diagnostics;

/// <summary>One rule of the catalogue; compilers and the command line report the same entry.</summary>
/// <param name="Id">The id: <c>DSS</c> and four digits; never reused.</param>
/// <param name="Title">The rule in a few words.</param>
/// <param name="Message">A composite format string that names the object, what is wrong and the mend.</param>
/// <param name="Severity">The default severity.</param>
public sealed record FlowDiagnostic(string Id, string Title, string Message, FlowSeverity Severity)
{
    /// <summary>The category: <c>DssTyped.Snapshot</c>, <c>DssTyped.Flow</c>, <c>DssTyped.Usage</c> or <c>DssTyped.Baseline</c>, by the first digit.</summary>
    public string Category => Id[3] switch { '1' => "DssTyped.Snapshot", '2' => "DssTyped.Flow", '3' => "DssTyped.Usage", _ => "DssTyped.Baseline" };

    /// <summary>The page that explains the rule, in the project's documentation.</summary>
    public string HelpPage => $"docs/diagnostics/{Id}.md";
}
