using DssTyped.Flow.Json;
using DssTyped.Flow.Recipes.Prepare;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Local.Formula;

/// <summary>What a formula can see beside the row: the time, random numbers and project variables.</summary>
internal sealed class FormulaEnvironment
{
    private readonly IReadOnlyDictionary<string, string> _texts;
    private readonly Dictionary<string, FormulaValue> _values = new(StringComparer.Ordinal);

    /// <param name="variables">The texts of the project variables.</param>
    /// <param name="snapshot">Where the variables' JSON kinds are known from; null if there is none.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">The source of random numbers.</param>
    public FormulaEnvironment(IReadOnlyDictionary<string, string> variables, Snapshot? snapshot = null, TimeProvider? time = null, Random? random = null)
    {
        _texts = variables;
        Time = time ?? TimeProvider.System;
        Random = random ?? Random.Shared;
        foreach (KeyValuePair<string, string> variable in variables)
        {
            // variables["x"] is the JSON value, in which every number is a decimal; a string is taken as it is.
            JsonValue? raw = snapshot?.Variables.FirstOrDefault(other => other.Name == variable.Key)?.Value;
            bool isString = raw is null ? FormulaJson.Parse(variable.Value) is null : raw.IsString;
            _values[variable.Key] = isString ? variable.Value : FormulaJson.Parse(variable.Value, decimals: true) ?? variable.Value;
        }
    }

    public static FormulaEnvironment Empty { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal));

    public TimeProvider Time { get; }

    public Random Random { get; }

    /// <summary>The text of <c>${name}</c>; null if there is no such variable.</summary>
    public string? Text(string name) => _texts.TryGetValue(name, out string? text) ? text : null;

    /// <summary>The value of <c>variables["name"]</c>; null if there is no such variable.</summary>
    public FormulaValue Value(string name) => _values.TryGetValue(name, out FormulaValue value) ? value : FormulaValue.Null;
}
