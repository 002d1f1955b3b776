using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Recipes;

/// <summary>A recipe that can't be looked into: code, ML, LLM, plugins, and types newer than this library. The stored schema of its outputs is taken as it is.</summary>
internal sealed class OpaqueRule(string dssType, string title, string text) : RecipeRule<OpaqueSettings>
{
    public override string DssType => dssType;

    public override RecipeNote Note => new(title, Certainty.Opaque, text);

    public override OpaqueSettings Read(RecipeDefinition recipe) => new();

    private protected override void Infer(OpaqueSettings settings, InferenceContext context)
    {
        foreach (OutputBuilder output in context.Outputs)
        {
            output.Limit(Certainty.Opaque, $"what a {DssType} recipe writes is only known when it has run");
            foreach (SchemaColumn column in output.Dataset?.Schema ?? Schema.Empty)
                output.Add(new DerivedColumn(column.Name, column.Type, GuessOrigins(column, context)));
        }
    }

    // A column of the same name in an input is most likely the same data; nothing more can be said.
    private static EquatableArray<ColumnOrigin> GuessOrigins(SchemaColumn column, InferenceContext context) =>
        context.Inputs.Where(input => input.Schema.Find(column.Name) is not null)
            .Select(input => new ColumnOrigin(input.Ref, column.Name, OriginKind.ByName)).ToEquatableArray();
}

/// <summary>The settings of an opaque recipe: nothing that matters here.</summary>
internal sealed record OpaqueSettings : RecipeSettings;
