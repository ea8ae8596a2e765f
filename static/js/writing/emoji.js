// Emoji by the names people type between colons.
const NAMES = `
grinning 😀 smiley 😃 smile 😄 grin 😁 laughing 😆 sweat_smile 😅 joy 😂 rofl 🤣 slightly_smiling 🙂 upside_down 🙃 wink 😉 blush 😊 innocent 😇 heart_eyes 😍
star_struck 🤩 kissing 😗 yum 😋 tongue 😛 crazy 🤪 hugging 🤗 thinking 🤔 shushing 🤫 zipper_mouth 🤐 raised_eyebrow 🤨 neutral 😐 expressionless 😑 smirk 😏
unamused 😒 rolling_eyes 🙄 grimacing 😬 relieved 😌 pensive 😔 sleepy 😪 sleeping 😴 mask 😷 fever 🤒 bandage 🤕 nauseated 🤢 sneezing 🤧 hot 🥵 cold 🥶 dizzy 😵
exploding 🤯 cowboy 🤠 party 🥳 sunglasses 😎 nerd 🤓 monocle 🧐 confused 😕 worried 😟 frowning 🙁 open_mouth 😮 astonished 😲 flushed 😳 pleading 🥺 fearful 😨
sweat 😓 disappointed 😞 cry 😢 sob 😭 scream 😱 tired 😫 yawning 🥱 angry 😠 rage 😡 skull 💀 ghost 👻 robot 🤖 clown 🤡 wave 👋 raised_hand ✋ ok_hand 👌 pinched 🤏
victory ✌️ crossed_fingers 🤞 love_you 🤟 rock_on 🤘 call_me 🤙 point_left 👈 point_right 👉 point_up 👆 point_down 👇 thumbs_up 👍 +1 👍 thumbs_down 👎 -1 👎
fist ✊ punch 👊 clap 👏 raised_hands 🙌 open_hands 👐 handshake 🤝 pray 🙏 thanks 🙏 muscle 💪 eyes 👀 brain 🧠 heart ❤️ orange_heart 🧡 yellow_heart 💛
green_heart 💚 blue_heart 💙 purple_heart 💜 black_heart 🖤 white_heart 🤍 broken_heart 💔 two_hearts 💕 sparkling_heart 💖 hundred 💯 100 💯 boom 💥
sweat_drops 💦 dash 💨 zzz 💤 fire 🔥 star ⭐ sparkles ✨ tada 🎉 confetti 🎊 balloon 🎈 gift 🎁 trophy 🏆 medal 🏅 first_place 🥇 second_place 🥈 third_place 🥉
rocket 🚀 bulb 💡 idea 💡 warning ⚠️ check ✅ cross ❌ question ❓ exclamation ❗ stop 🛑 hourglass ⏳ alarm ⏰ stopwatch ⏱️ calendar 📅 pin 📌 paperclip 📎 link 🔗
lock 🔒 key 🔑 hammer 🔨 wrench 🔧 screwdriver 🪛 gear ⚙️ magnet 🧲 bug 🐛 package 📦 shop 🛍️ cart 🛒 money 💰 credit_card 💳 chart 📈 chart_down 📉 mail 📧 phone 📱
camera 📷 video 📹 headphones 🎧 microphone 🎤 music 🎵 guitar 🎸 movie 🎬 art 🎨 book 📖 books 📚 pencil ✏️ memo 📝 sun ☀️ partly_sunny ⛅ cloud ☁️ rain 🌧️
storm ⛈️ snow ❄️ snowflake ❄️ snowman ⛄ wind 🌬️ rainbow 🌈 umbrella ☔ moon 🌙 earth 🌍 mountain ⛰️ snow_mountain 🏔️ volcano 🌋 camping 🏕️ beach 🏖️ tent ⛺
map 🗺️ compass 🧭 ski 🎿 skier ⛷️ snowboard 🏂 sled 🛷 tennis 🎾 running 🏃 walking 🚶 hiking 🥾 shoe 👟 bike 🚴 bicycle 🚲 swim 🏊 climb 🧗 surf 🏄 rowing 🚣 golf ⛳
football ⚽ basketball 🏀 volleyball 🏐 badminton 🏸 hockey 🏒 yoga 🧘 lifting 🏋️ flag 🏁 target 🎯 dice 🎲 game 🎮 dog 🐶 cat 🐱 fox 🦊 bear 🐻 wolf 🐺 horse 🐴
reindeer 🦌 bird 🐦 eagle 🦅 owl 🦉 fish 🐟 butterfly 🦋 bee 🐝 tree 🌳 pine 🌲 leaf 🍃 flower 🌸 rose 🌹 sunflower 🌻 mushroom 🍄 apple 🍎 banana 🍌 berries 🍓
carrot 🥕 bread 🍞 cheese 🧀 pizza 🍕 burger 🍔 sushi 🍣 noodles 🍜 rice 🍚 soup 🍲 cookie 🍪 cake 🎂 chocolate 🍫 coffee ☕ tea 🍵 beer 🍺 beers 🍻 wine 🍷 water 💧
juice 🧃 car 🚗 bus 🚌 train 🚆 tram 🚊 plane ✈️ boat ⛵ ship 🚢 cable_car 🚡 house 🏠 office 🏢 hospital 🏥 school 🏫 stadium 🏟️ up ⬆️ down ⬇️ left ⬅️ right ➡️
back 🔙 new 🆕 free 🆓 cool 🆒 ok 🆗 sos 🆘 recycle ♻️ infinity ♾️`.trim().split(/\s+/)

const ALL = NAMES.filter((_, place) => place % 2 === 0).map((name, place) => [name, NAMES[place * 2 + 1]])

// Those that begin so come first, then those that have it inside; eight are enough.
export function named(text) {
  const begin = ALL.filter(([name]) => name.startsWith(text))
  const inside = ALL.filter(([name]) => !name.startsWith(text) && name.includes(text))
  return [...begin, ...inside].slice(0, 8)
}
