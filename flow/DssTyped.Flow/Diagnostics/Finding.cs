using System.Globalization;
using DssTyped.Flow.Json;

namespace DssTyped.Flow.Diagnostics;

/// <summary>A rule that applies at a place of a snapshot.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Span">Where in the snapshot's text; unknown for a model that was not read from text.</param>
/// <param name="Arguments">What the rule's message is filled with.</param>
public sealed record Finding(FlowDiagnostic Rule, JsonSpan Span, EquatableArray<string> Arguments)
{
    /// <summary>The object it is about: a recipe, dataset, column ...; empty if it is about the whole file.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The whole message, in one line whatever names are in it.</summary>
    public string Message => string.Format(CultureInfo.InvariantCulture, Rule.Message, [.. Arguments.Select(OneLine.Of)]);

    /// <summary>A finding with its message's arguments.</summary>
    public static Finding Of(FlowDiagnostic rule, JsonSpan span, params string[] arguments) =>
        new(rule, span, EquatableArray.Create<string>(arguments)) { Subject = arguments.Length > 0 ? arguments[0] : "" };
}
