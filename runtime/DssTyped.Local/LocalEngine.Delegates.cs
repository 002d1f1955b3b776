using DssTyped.Local.Delegates;

namespace DssTyped.Local;

/// <content>C# code in the place of recipes that can't run here: code, machine learning, plugins.</content>
public sealed partial class LocalEngine
{
    /// <summary>Lets C# code stand for a recipe of one input and one output: <c>engine.Handle(recipes.Score, datasets.Rows, datasets.Scored, (IAsyncEnumerable&lt;In&gt; rows) =&gt; Score(rows));</c></summary>
    /// <typeparam name="TInput">The input's generated class.</typeparam>
    /// <typeparam name="TInputRow">The row type that is read.</typeparam>
    /// <typeparam name="TOutput">The output's generated class.</typeparam>
    /// <typeparam name="TOutputRow">The row type that is written.</typeparam>
    /// <param name="recipe">The recipe.</param>
    /// <param name="input">Its input.</param>
    /// <param name="output">Its output.</param>
    /// <param name="handler">Makes output rows of input rows; called once per run.</param>
    /// <param name="version">A text to change whenever the code does. Without it the recipe always counts as out of date.</param>
    /// <exception cref="ArgumentException">The dataset is no input or output of the recipe.</exception>
    public void Handle<TInput, TInputRow, TOutput, TOutputRow>(
        Recipe recipe,
        Dataset<TInput> input,
        Dataset<TOutput> output,
        Func<IAsyncEnumerable<TInputRow>, IAsyncEnumerable<TOutputRow>> handler,
        string? version = null)
        where TInput : Dataset<TInput>
        where TInputRow : IRow<TInputRow, TInput>
        where TOutput : Dataset<TOutput>
        where TOutputRow : IRow<TOutputRow, TOutput>
    {
        ArgumentNullException.ThrowIfNull(handler);
        CheckInput(recipe, input);
        CheckOutput(recipe, output);
        Handle(recipe, (work, cancellationToken) => work.WriteAsync(output, handler(work.ReadAsync<TInput, TInputRow>(input, cancellationToken))), version);
    }

    /// <summary>Lets C# code stand for a recipe of two inputs and one output; see the overload for one input.</summary>
    /// <typeparam name="TFirst">The first input's generated class.</typeparam>
    /// <typeparam name="TFirstRow">The row type read from it.</typeparam>
    /// <typeparam name="TSecond">The second input's generated class.</typeparam>
    /// <typeparam name="TSecondRow">The row type read from it.</typeparam>
    /// <typeparam name="TOutput">The output's generated class.</typeparam>
    /// <typeparam name="TOutputRow">The row type that is written.</typeparam>
    /// <param name="recipe">The recipe.</param>
    /// <param name="first">One input.</param>
    /// <param name="second">The other input.</param>
    /// <param name="output">Its output.</param>
    /// <param name="handler">Makes output rows of the inputs' rows; called once per run.</param>
    /// <param name="version">A text to change whenever the code does. Without it the recipe always counts as out of date.</param>
    /// <exception cref="ArgumentException">The dataset is no input or output of the recipe.</exception>
    public void Handle<TFirst, TFirstRow, TSecond, TSecondRow, TOutput, TOutputRow>(
        Recipe recipe,
        Dataset<TFirst> first,
        Dataset<TSecond> second,
        Dataset<TOutput> output,
        Func<IAsyncEnumerable<TFirstRow>, IAsyncEnumerable<TSecondRow>, IAsyncEnumerable<TOutputRow>> handler,
        string? version = null)
        where TFirst : Dataset<TFirst>
        where TFirstRow : IRow<TFirstRow, TFirst>
        where TSecond : Dataset<TSecond>
        where TSecondRow : IRow<TSecondRow, TSecond>
        where TOutput : Dataset<TOutput>
        where TOutputRow : IRow<TOutputRow, TOutput>
    {
        ArgumentNullException.ThrowIfNull(handler);
        CheckInput(recipe, first);
        CheckInput(recipe, second);
        CheckOutput(recipe, output);
        Handle(
            recipe,
            (work, cancellationToken) => work.WriteAsync(
                output,
                handler(work.ReadAsync<TFirst, TFirstRow>(first, cancellationToken), work.ReadAsync<TSecond, TSecondRow>(second, cancellationToken))),
            version);
    }

    /// <summary>Lets C# code stand for any recipe: it reads and writes what it needs.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="handler">Fills every output dataset; called once per run.</param>
    /// <param name="version">A text to change whenever the code does. Without it the recipe always counts as out of date.</param>
    public void Handle(Recipe recipe, Func<RecipeWork, CancellationToken, Task> handler, string? version = null)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        Handle(recipe.Name, handler, version);
    }

    /// <summary>Lets C# code stand for a recipe that is known by name only.</summary>
    /// <param name="recipe">The recipe's name.</param>
    /// <param name="handler">Fills every output dataset; called once per run.</param>
    /// <param name="version">A text to change whenever the code does. Without it the recipe always counts as out of date.</param>
    /// <exception cref="DssException">The flow has no such recipe.</exception>
    public void Handle(string recipe, Func<RecipeWork, CancellationToken, Task> handler, string? version = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        if (!_state.Snapshot.RecipesByName.ContainsKey(recipe))
            throw new DssException($"The flow has no recipe '{recipe}' to handle. Names are case-sensitive.");

        _state.Delegates.Add(recipe, new RecipeDelegate((run, cancellationToken) => handler(new RecipeWork(run), cancellationToken), version));
    }

    private static void CheckInput(Recipe recipe, Dataset dataset)
    {
        if (!recipe.Inputs.Contains(dataset.Name, StringComparer.Ordinal))
            throw new ArgumentException($"Dataset '{dataset.Name}' is no input of recipe '{recipe.Name}'. Its inputs: {string.Join(", ", recipe.Inputs)}.", nameof(dataset));
    }

    private static void CheckOutput(Recipe recipe, Dataset dataset)
    {
        if (!recipe.Outputs.Contains(dataset.Name, StringComparer.Ordinal))
            throw new ArgumentException($"Dataset '{dataset.Name}' is no output of recipe '{recipe.Name}'. Its outputs: {string.Join(", ", recipe.Outputs)}.", nameof(dataset));
    }
}
