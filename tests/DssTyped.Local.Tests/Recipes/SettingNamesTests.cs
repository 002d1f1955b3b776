using System.Reflection;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Recipes.Prepare;
using DssTyped.Local.Recipes;
using DssTyped.Local.Recipes.Prepare;
using DssTyped.Local.Recipes.Prepare.Steps;
using DssTyped.Local.Recipes.Sampling;

namespace DssTyped.Local.Tests.Recipes;

/// <summary>The lists of settings say what the readers do: a setting that nobody reads any more would be passed over in silence.</summary>
public sealed class SettingNamesTests
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    [Fact]
    public void Every_setting_listed_for_a_recipe_is_read_by_its_code() =>
        Assert.All(RecipeTranslators.All.Where(translator => translator.Note.Support != Support.Refused), translator =>
            AssertTrue(translator.DssType, RecipeSettingNames.Of(translator.DssType), translator is PrepareTranslator ? [] : NamesInCode.Of(
                [
                    .. RecipeRules.For(translator.DssType).GetType().GetMethods(Own).Where(method => method.Name == nameof(RecipeRule<RecipeSettings>.Read)),
                    .. translator.GetType().GetMethods(Own).Where(method => method.Name == nameof(RecipeTranslator.Refuse)),
                    .. typeof(CommonSettings).GetMethods(Own),
                ],
                type => IsFlow(type) || type.Namespace == translator.GetType().Namespace || type == typeof(SelectionRefusal))));

    [Fact]
    public void Every_setting_listed_for_a_step_is_read_by_its_code()
    {
        // Only these refusals look at settings that the step's reader has no use for.
        MethodInfo[] refusals = [typeof(PrepareSteps).GetMethod("RefuseBins", Own)!, typeof(JoinSteps).GetMethod("Refuse", Own)!];

        Assert.All(ProcessorKinds.All.Where(kind => PrepareSteps.NoteOf(kind).Support != Support.Refused), kind =>
            AssertTrue(kind.DssType, StepSettings.Of(kind.DssType), NamesInCode.Of([kind.Read.Method, .. refusals], IsFlow)));
    }

    private static void AssertTrue(string type, SettingNames? listed, HashSet<string> inCode)
    {
        Assert.True(listed is not null, $"The settings of {type} are not listed.");
        Assert.True(listed.Read.IsSubsetOf(inCode), $"{type}: listed but read nowhere: {string.Join(", ", listed.Read.Except(inCode))}");
        Assert.True(!listed.Ignored.Overlaps(listed.Read), $"{type}: listed twice: {string.Join(", ", listed.Ignored.Intersect(listed.Read))}");
    }

    private static bool IsFlow(Type type) => type.Namespace?.StartsWith("DssTyped.Flow.Recipes", StringComparison.Ordinal) == true;
}
