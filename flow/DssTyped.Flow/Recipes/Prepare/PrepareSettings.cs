using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Prepare;

/// <summary>The enabled steps of a prepare recipe in order, groups opened.</summary>
internal sealed record PrepareSettings(IReadOnlyList<Processor> Steps) : RecipeSettings
{
    public static PrepareSettings Read(JsonValue payload)
    {
        var steps = new List<Processor>();
        Collect(payload, steps);
        return new PrepareSettings(steps);
    }

    // Old steps have no metaType: a group is what has steps. A group that is off switches its steps off.
    private static void Collect(JsonValue parent, List<Processor> steps)
    {
        foreach (JsonValue step in parent.FindItems("steps"))
        {
            if (!step.IsObject || step.FindFlag("disabled"))
                continue;

            if (step.Find("steps") is { IsArray: true })
            {
                Collect(step, steps);
                continue;
            }

            string type = step.FindText("type") ?? "";
            steps.Add(ProcessorKinds.Read(type, step.Find("params") ?? JsonValue.Object()) with { Type = type, Number = steps.Count + 1, Span = step.Span, Raw = step.Find("params") ?? JsonValue.Object() });
        }
    }
}
