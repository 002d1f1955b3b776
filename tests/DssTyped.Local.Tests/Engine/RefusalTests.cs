using DssTyped.Flow.Json;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Recipes.Prepare;
using DssTyped.Local.Recipes;
using DssTyped.Local.Recipes.Prepare;

namespace DssTyped.Local.Tests.Engine;

/// <summary>Every refusal names the recipe, the reason and the mend, before anything runs.</summary>
public sealed class RefusalTests
{
    public static TheoryData<string> Types =>
        [.. RecipeRules.All.Select(rule => rule.DssType).Append("CustomCode_something").Where(type => RecipeTranslators.For(type) is null or { Note.Support: Support.Refused }).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Steps => [.. ProcessorKinds.All.Where(kind => PrepareSteps.NoteOf(kind).Support == Support.Refused).Select(kind => kind.DssType).Append("SomePluginProcessor").Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Types))]
    public async Task A_recipe_type_is_refused_by_name_with_the_mend(string type)
    {
        string message = await RefusedAsync(type, "{}");

        Assert.Contains(type, message, StringComparison.Ordinal);
        Assert.Matches("(Pin|pin) (its|the) outputs?|delegate", message);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_step_is_refused_by_name_and_number_with_the_mend(string type)
    {
        string message = await RefusedAsync("shaker", $$"""{"steps":[{"metaType":"PROCESSOR","type":"{{type}}","params":{} }]}""");

        Assert.Contains($"tep 1 ({type})", message, StringComparison.Ordinal);
        Assert.Matches("(Pin|pin) (its|the) outputs?|delegate", message);
    }

    private static async Task<string> RefusedAsync(string type, string payload)
    {
        await using TestFlow flow = new TestFlow().Dataset("src", "id:int").Dataset("out", "id:int").File("src.csv", "id\n1\n").Recipe("the recipe", type, "src", "out", JsonReader.Read(payload).Root!);
        LocalEngine engine = flow.Open();

        DssRefusedException refused = await Assert.ThrowsAsync<DssRefusedException>(() => engine.BuildAsync("out"));

        Assert.Contains("Recipe 'the recipe'", refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(flow.Workspace));
        return refused.Message;
    }
}
